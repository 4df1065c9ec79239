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

  /// The row of the eleven columns in a month.
  ///
  /// - Parameter month: any month.
  /// - Returns: 11 values.
  public static func row(_ month: Month) -> [Double] {
    if month.monthOfYear == 12 { return [Double](repeating: -1, count: columns) }
    var row = [Double](repeating: 0, count: columns)
    row[month.monthOfYear - 1] = 1
    return row
  }
}
