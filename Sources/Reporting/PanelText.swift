import ChurnModels
import Forecasting
import Series

/// The results of many series as bytes of CSV, appended series by series.
public enum PanelText {
  /// The header of forecasts: `series,month,median,lower80,upper80,…,model`.
  public static func forecastHeader(levels: [Double]) -> [UInt8] {
    Array(CSVText.rows([["series", "month"] + IntervalColumns.names(levels) + ["model"]]).utf8)
  }

  /// The header of coefficients.
  public static let coefficientHeader = Array("series,coefficient,estimate,standardError,lower,upper\n".utf8)

  /// The header of failures.
  public static let failureHeader = Array("series,reason,message\n".utf8)

  /// A name that came from a file as a cell: quoted where needed, and with an apostrophe before what a spreadsheet would
  /// take for a formula.
  ///
  /// - Parameter name: any text; a number is left alone, whatever its sign.
  /// - Returns: the bytes of the cell.
  public static func cell(_ name: String) -> [UInt8] {
    // Letters, digits and what stands between them need no thought.
    func isPlain(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (48...57).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    if name.utf8.allSatisfy(isPlain) { return Array(name.utf8) }
    var text = name
    if let first = name.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(name) == nil {
      text = "'" + name
    }
    return Array(CSVText.quoted(text).utf8)
  }

  /// Appends the rows of a forecast.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - forecast: the forecast.
  ///   - model: what made it.
  ///   - text: receives the rows.
  public static func append(series: [UInt8], _ forecast: Forecast, model: String, to text: inout [UInt8]) {
    let model = Array(model.utf8)
    for month in forecast.months {
      begin(series, month.month, &text)
      append(users: month.median, to: &text)
      for interval in month.intervals {
        append(users: interval.lower, to: &text)
        append(users: interval.upper, to: &text)
      }
      text.append(comma)
      text.append(contentsOf: model)
      text.append(lineFeed)
    }
  }

  /// Appends the rows of a forecast that stands in an array.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - first: the first month.
  ///   - values: by month the median and then lower and upper end of every level, in users.
  ///   - width: the number of values a month.
  ///   - model: what made it, ASCII.
  ///   - text: receives the rows.
  public static func append(
    series: [UInt8], from first: Month, values: [Double], width: Int, model: [UInt8], to text: inout [UInt8]
  ) {
    var index = 0
    var month = first
    while index < values.count {
      begin(series, month, &text)
      for column in 0..<width { append(users: values[index + column], to: &text) }
      text.append(comma)
      text.append(contentsOf: model)
      text.append(lineFeed)
      index += width
      month = month.advanced(by: 1)
    }
  }

  /// Appends the row of a coefficient.
  ///
  /// - Parameters:
  ///   - series: the name, by ``cell(_:)``.
  ///   - name: of the coefficient.
  ///   - numbers: estimate, standard error, lower and upper end of its 95 % interval; the estimate alone where it has no error.
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

  /// Appends the rows of coefficients.
  public static func append(series: [UInt8], _ coefficients: [Coefficient], to text: inout [UInt8]) {
    for coefficient in coefficients {
      let interval = coefficient.interval(level: CoefficientRows.level)
      append(
        series: series, coefficient: cell(coefficient.name),
        ([coefficient.estimate]
          + (coefficient.hasError ? [coefficient.standardError, interval.lowerBound, interval.upperBound] : []))[...],
        to: &text)
    }
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

  private static func begin(_ series: [UInt8], _ month: Month, _ text: inout [UInt8]) {
    text.append(contentsOf: series)
    text.append(comma)
    let (year, number) = (month.year, month.monthOfYear)
    guard (1000...9999).contains(year) else {
      text.append(contentsOf: month.description.utf8)
      return
    }
    func digit(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: 48 + value % 10) }
    text.append(digit(year / 1000))
    text.append(digit(year / 100))
    text.append(digit(year / 10))
    text.append(digit(year))
    text.append(UInt8(ascii: "-"))
    text.append(digit(number / 10))
    text.append(digit(number))
  }

  /// A comma and whole users, as ``NumberText/whole(_:)`` writes them.
  private static func append(users value: Double, to text: inout [UInt8]) {
    text.append(comma)
    guard value >= 1000, value < 1e15 else {
      text.append(contentsOf: NumberText.whole(value).utf8)
      return
    }
    // From the first digit on, in groups of four.
    var groups = (UInt64(value.rounded()), UInt64(0), UInt64(0), UInt64(0))
    (groups.0, groups.1) = groups.0.quotientAndRemainder(dividingBy: 10_000)
    var count = 1
    if groups.0 >= 10_000 {
      groups.2 = groups.1
      (groups.0, groups.1) = groups.0.quotientAndRemainder(dividingBy: 10_000)
      count = 2
    }
    if groups.0 >= 10_000 {
      (groups.2, groups.3) = (groups.1, groups.2)
      (groups.0, groups.1) = groups.0.quotientAndRemainder(dividingBy: 10_000)
      count = 3
    }
    func digit(_ value: UInt64) -> UInt8 { 48 + UInt8(truncatingIfNeeded: value % 10) }
    if groups.0 >= 1000 { text.append(digit(groups.0 / 1000)) }
    if groups.0 >= 100 { text.append(digit(groups.0 / 100)) }
    if groups.0 >= 10 { text.append(digit(groups.0 / 10)) }
    if groups.0 > 0 { text.append(digit(groups.0)) }
    for index in 1...count {
      let group = index == 1 ? groups.1 : index == 2 ? groups.2 : groups.3
      text.append(digit(group / 1000))
      text.append(digit(group / 100))
      text.append(digit(group / 10))
      text.append(digit(group))
    }
  }
}
