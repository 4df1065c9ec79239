import Drivers
import Series

/// A raw column of a model or an upstream quantity, as far as it is known without the paths of scenarios.
struct RawColumn: Sendable {
  /// Its name in scenarios.
  let name: String
  /// The raw column of a fit; nil for one that is stated.
  let history: MonthlyColumn?
  /// Its level before any change, where there is no history.
  let reference: Double
  /// What stands for unknown months of the history.
  let missing: MissingRule
  /// The levels that have been observed, where they are stated.
  let range: ClosedRange<Double>?
  /// The bound above which it must stay, because a driver of it is not defined below; nil for none.
  let bound: Double?
}
