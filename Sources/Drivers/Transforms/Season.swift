import Series

/// Twelve monthly effects that sum to zero, as eleven columns.
///
/// Column m (January … November) is 1 in month m, −1 in December and 0 otherwise; the effect of December is minus the
/// sum of the others, so that the constant of a model remains the mean over the year.
public enum Season {
  /// The number of columns.
  public static let columns = 11

  /// The names of the columns.
  public static let names = Month.names.prefix(columns).map { "season \($0)" }

  /// The value of a column in a month.
  ///
  /// - Parameters:
  ///   - column: 0 … 10.
  ///   - month: any month.
  /// - Returns: 1, 0 or −1.
  public static func value(_ column: Int, in month: Month) -> Double {
    let position = month.monthOfYear - 1
    return position == columns ? -1 : position == column ? 1 : 0
  }
}
