/// Which scenario each driver's path and event is taken from, and what is done to paths besides; in a scenario itself all
/// come from one.
struct Counterfactual: Sendable {
  /// The scenario of each raw column's own path, and of each upstream quantity.
  var columns: [Int]
  /// The scenario of each driver's event.
  var events: [Int]
  /// What is done to raw columns besides.
  var interventions: [Int: Intervention] = [:]

  /// What is done to a raw column in some months.
  struct Intervention: Sendable {
    /// The level it has instead, or that is added to it.
    enum Kind { case level, addition }
    let kind: Kind
    let value: Double
    /// The months by their index after the base.
    let months: Range<Int>
  }
}
