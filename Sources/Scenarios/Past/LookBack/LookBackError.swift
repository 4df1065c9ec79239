import Series

/// Why the past of a fit cannot be gone through again as asked.
public enum LookBackError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The fit has no drivers.
  case noDrivers
  /// The fit has no such driver.
  case unknownDriver(String, known: [String])
  /// A driver is changed twice.
  case repeatedDriver(String)
  /// The months do not lie in the data.
  case monthsOutsideData(since: Month, until: Month, first: Month, last: Month)
  /// The level of the year before is not known.
  case noYearBefore(String, Month)
  /// A column of levels has none in the months.
  case emptyTable(String, Range<Month>)
  /// There are more parts than their combinations allow.
  case tooManyParts(Int)
  /// Numbers are out of range.
  case notFinite

  /// What was found, and what to do.
  public var description: String {
    switch self {
    case .noDrivers: "The fit has no drivers, so that nothing can be set. Fit a model with `--driver`."
    case .unknownDriver(let name, let known):
      "The fit has no driver `\(name)`. Its drivers are \(known.map { "`\($0)`" }.joined(separator: ", "))."
    case .repeatedDriver(let name): "`\(name)` is set twice; set it once."
    case .monthsOutsideData(let since, let until, let first, let last):
      "The months \(since) to \(until) do not lie in the past of the fit. The first month that can change is "
        + "\(first.advanced(by: 1)), after the first figure; the last one is \(last)."
    case .noYearBefore(let name, let since):
      "`\(name)` has no value in the 12 months before \(since), so that its level of the year before is unknown. State the level."
    case .emptyTable(let name, let months):
      "The levels of `\(name)` have no value from \(months.lowerBound) to \(months.upperBound.advanced(by: -1))."
    case .tooManyParts(let count):
      "\(count) parts have too many combinations to divide the change of users among them; at most "
        + "\(Decomposition.mostParts) are allowed."
    case .notFinite: "The numbers of this look back are out of range."
    }
  }
}
