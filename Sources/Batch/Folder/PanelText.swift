import Reporting
import Series
import SeriesIO

/// The results of many series as bytes of CSV, appended series by series.
public enum PanelText {
  /// The header of forecasts: `series,month,median,lower80,upper80,…,model`.
  public static func forecastHeader(coverages: [Double]) -> [UInt8] {
    header(ForecastRow.columns(coverages: coverages))
  }

  /// The header of coefficients.
  public static let coefficientHeader = header(CoefficientRow.columns)

  /// The header of look backs.
  static let lookBackHeader = header(LookBackRow.columns)

  /// The header of failures.
  public static let failureHeader = header(FailureRow.columns)

  private static func header(_ columns: [String]) -> [UInt8] { Array(CSVText.rows([columns]).utf8) }

  /// A name from a file as a cell: quoted where needed, and with an apostrophe before anything that a spreadsheet would
  /// take for a formula.
  ///
  /// - Parameter name: any text; a number is left alone, whatever its sign.
  /// - Returns: the bytes of the cell.
  public static func cell(_ name: String) -> [UInt8] {
    // Letters, digits and underscores need no quotes.
    func isPlain(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (48...57).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    if name.utf8.allSatisfy(isPlain) { return Array(name.utf8) }
    return Array(CSVText.cell(name).utf8)
  }

  /// Appends the rows of a forecast.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - months: its months.
  ///   - values: by month, the median and then the lower and upper end of every interval, in users.
  ///   - width: the number of values per month.
  ///   - model: the model that made it, by ``cell(_:)``.
  ///   - text: receives the rows.
  static func append(
    series: [UInt8], months: [Month], values: [Double], width: Int, model: [UInt8], to text: inout [UInt8]
  ) {
    guard let first = months.first, let last = months.last else { return }
    if first.distance(to: last) == months.count - 1 {
      append(series: series, from: first, values: values, width: width, model: model, to: &text)
      return
    }
    // Those of a quarterly series are not consecutive.
    for (index, month) in months.enumerated() {
      append(
        series: series, from: month, values: Array(values[(index * width)..<((index + 1) * width)]), width: width,
        model: model, to: &text)
    }
  }

  /// Appends the rows of a forecast given as an array.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - first: the first month.
  ///   - values: by month, the median and then the lower and upper end of every interval, in users.
  ///   - width: the number of values per month.
  ///   - model: the model that made it, ASCII.
  ///   - text: receives the rows.
  public static func append(
    series: [UInt8], from first: Month, values: [Double], width: Int, model: [UInt8], to text: inout [UInt8]
  ) {
    // The common case has a fast path.
    if PanelRows.append(series: series, from: first, values: values, width: width, model: model, to: &text) { return }
    var month = first
    for index in stride(from: 0, to: values.count, by: width) {
      text.append(contentsOf: series)
      text.append(comma)
      text.append(contentsOf: month.description.utf8)
      for value in values[index..<(index + width)] {
        text.append(comma)
        text.append(contentsOf: NumberText.whole(value).utf8)
      }
      text.append(comma)
      text.append(contentsOf: model)
      text.append(lineFeed)
      month = month.advanced(by: 1)
    }
  }

  /// Appends the row of a coefficient.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - name: of the coefficient.
  ///   - numbers: estimate, standard error, lower and upper end of its 95 % interval; the estimate alone where it has
  ///     no error.
  ///   - text: receives the row.
  public static func append(
    series: [UInt8], coefficient name: [UInt8], _ numbers: ArraySlice<Double>, to text: inout [UInt8]
  ) {
    text.append(contentsOf: series)
    text.append(comma)
    text.append(contentsOf: name)
    for column in 0..<4 {
      text.append(comma)
      if column < numbers.count { text.append(contentsOf: numbers[numbers.startIndex + column].description.utf8) }
    }
    text.append(lineFeed)
  }

  /// Appends the row of a failure.
  public static func append(series: [UInt8], reason: String, message: String, to text: inout [UInt8]) {
    text.append(contentsOf: series)
    text.append(comma)
    text.append(contentsOf: cell(reason))
    text.append(comma)
    text.append(contentsOf: cell(message))
    text.append(lineFeed)
  }

  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
}
