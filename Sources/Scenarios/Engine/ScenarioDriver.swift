import Drivers

/// A driver with a raw column, or an event.
struct ScenarioDriver: Sendable {
  /// A driver that is made of a raw column.
  struct Transform: Sendable {
    /// Its raw column.
    let column: Int
    /// Makes its columns of the design.
    let kernel: DriverKernel
    /// The position of its decay, where that is uncertain.
    let decay: Int?
    /// Whether the recursion without changes has the slope in the decay already.
    let recursionFollowsDecay: Bool
    /// z of the months after the base where nothing changes, by coefficient.
    let unchanged: [[Double]]
    /// The raw level that it is measured from.
    let reference: Double
    /// Whether its raw levels must stay above 0.
    let needsPositive: Bool
  }

  /// Something that happens once.
  struct Event: Sendable {
    /// What it adds to z.
    let deviations: DriverDeviations
    /// Whether it happens, by scenario.
    let happens: [Bool]
  }

  /// What it is made of.
  enum Source: Sendable {
    case column(Transform)
    case event(Event)
  }

  /// The name of its coefficient.
  let name: String
  /// The positions of its coefficients.
  let positions: Range<Int>
  /// What it is made of.
  let source: Source

  /// Its raw column; nil for an event.
  var column: Int? { if case .column(let transform) = source { transform.column } else { nil } }
}
