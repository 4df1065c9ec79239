import Drivers
import Forecasting

/// A driver with a raw column, or an event.
struct ScenarioDriver: Sendable {
  /// A driver computed from a raw column.
  struct Transform: Sendable {
    /// Its raw column.
    let column: Int
    /// Computes its columns of the design.
    let kernel: DriverKernel
    /// The position of its decay, where that is uncertain.
    let decay: Int?
    /// z of the months after the base where nothing changes, by coefficient.
    let unchanged: [[Double]]
    /// The raw level from which it is measured.
    let reference: Double
    /// Whether its raw levels must stay above 0.
    let needsPositive: Bool
  }

  /// A single event.
  struct Event: Sendable {
    /// Its contribution to z.
    let deviations: DriverDeviations
    /// Whether it happens, by scenario.
    let happens: [Bool]
  }

  /// Its source.
  enum Source: Sendable {
    case column(Transform)
    case event(Event)
  }

  /// The name of its coefficient.
  let name: String
  /// The positions of its coefficients; for the users who come, that of the hazard with which they leave.
  let positions: Range<Int>
  /// Where its effect enters.
  let channel: InputChannel
  /// Its source.
  let source: Source

  /// Its raw column; nil for an event.
  var column: Int? { if case .column(let transform) = source { transform.column } else { nil } }

  /// The position of its decay, where that is uncertain.
  var decay: Int? { if case .column(let transform) = source { transform.decay } else { nil } }
}
