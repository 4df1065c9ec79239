/// The scenario from which each driver's path and event are taken, and further changes to paths; in a scenario itself
/// all of them come from one.
struct Counterfactual: Sendable {
  /// The scenario of each raw column's own path, and of each upstream quantity.
  var columns: [Int]
  /// The scenario of each driver's event.
  var events: [Int]
  /// Further changes to raw columns.
  var interventions: [Int: Intervention] = [:]

  /// A change to a raw column in some months.
  struct Intervention: Sendable {
    /// The level that replaces its own, or is added to it.
    enum Kind { case level, addition }
    let kind: Kind
    let value: Double
    /// The months by their index after the base.
    let months: Range<Int>
  }
}
