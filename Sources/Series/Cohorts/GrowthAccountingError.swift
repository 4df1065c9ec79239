/// Why columns do not make growth accounting. The description is one message for users.
public enum GrowthAccountingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are fewer than two months.
  case tooFewMonths(Int)
  /// A figure is blank.
  case blank(CellPlace, Month)
  /// A figure is below 0 or not finite.
  case notACount(CellPlace, Month, Double)

  /// The message for users.
  public var description: String {
    switch self {
    case .tooFewMonths(let count):
      "growth accounting has \(count) month\(count == 1 ? "" : "s") of new users; expected at least 2, because churned users left between two months."
    case .blank(let place, let month):
      "\(place): blank in \(month); expected a number for every month. Unknown is not zero: fill it in, or use fewer months."
    case .notACount(let place, let month, let value):
      "\(place): \(WholeNumber.text(value)) in \(month) is not a number of users; expected one of at least 0, for churned users too."
    }
  }
}
