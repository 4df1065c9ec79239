/// One named quantity by month, some months possibly unknown, and where each value was read.
public struct MonthlyColumn: Sendable, Equatable, Codable {
  /// The name in the header.
  public let name: String
  /// The month of the first value.
  public let first: Month
  /// One value per month; nil means unknown or not observed, never zero.
  public let values: [Double?]
  /// The file the values came from; empty for values that were computed.
  public let file: String
  /// The line of each month in the file; nil where it has no row. Empty for values that were computed.
  public private(set) var lines: [Int?] = []

  private enum CodingKeys: CodingKey { case name, first, values, file }

  /// A column of values.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - first: the month of the first value.
  ///   - values: one value per month, nil where unknown.
  ///   - file: the file it was read from.
  ///   - lines: the line of each value, one per value, or empty.
  public init(name: String, first: Month, values: [Double?], file: String = "", lines: [Int?] = []) {
    // Cannot trap: readers give a line for every value, and everything else gives none.
    precondition(lines.isEmpty || lines.count == values.count, "there must be one line per value, or no lines")
    self.name = name
    self.first = first
    self.values = values
    self.file = file
    self.lines = lines
  }

  /// The months covered, from the first value to the last.
  public var months: Range<Month> { first..<first.advanced(by: values.count) }

  /// The value of a month; nil if it is unknown or outside the column.
  public subscript(month: Month) -> Double? {
    months.contains(month) ? values[first.distance(to: month)] : nil
  }

  /// Where the value of a month is, or would be.
  public func place(of month: Month) -> CellPlace {
    let line = months.contains(month) && !lines.isEmpty ? lines[first.distance(to: month)] : nil
    return CellPlace(file: file.isEmpty ? "data" : file, line: line, column: name)
  }

  /// The months that have a value, ascending.
  public var observedMonths: [Month] {
    var months: [Month] = []
    months.reserveCapacity(values.count)
    for index in values.indices where values[index] != nil { months.append(first.advanced(by: index)) }
    return months
  }

  /// The last month that has a value; nil if none has.
  public var lastObservedMonth: Month? {
    values.lastIndex { $0 != nil }.map { first.advanced(by: $0) }
  }

  /// This column continued by another: its own values up to its last known one, then the other's.
  ///
  /// - Parameter later: values for months after the last known one; earlier ones are not used.
  /// - Returns: a column from the first month to the end of `later`, whose places are those of `later`.
  public func continued(by later: MonthlyColumn) -> MonthlyColumn {
    guard let last = values.lastIndex(where: { $0 != nil }) else { return later }
    let start = later.first.distance(to: first)
    let count = max(last + 1, first.distance(to: later.months.upperBound))
    func next<Value>(_ all: [Value?], _ index: Int) -> Value? {
      all.indices.contains(start + index) ? all[start + index] : nil
    }
    return MonthlyColumn(
      name: name, first: first,
      values: (0..<count).map { $0 <= last ? values[$0] : next(later.values, $0) }, file: later.file,
      lines: (0..<count).map { $0 <= last ? nil : next(later.lines, $0) })
  }

  /// The first month in which both have a value and the values differ by more than rounding; nil if there is none.
  ///
  /// - Parameter other: another column.
  /// - Returns: the month.
  public func firstDifference(from other: MonthlyColumn) -> Month? {
    observedMonths.first { month in
      guard let own = self[month], let value = other[month] else { return false }
      return abs(own - value) > 1e-9 * max(abs(own), abs(value))
    }
  }

  /// The same column restricted to a range of months.
  ///
  /// - Parameter range: the months to keep.
  /// - Returns: a column without the months outside.
  public func clipped(to range: Range<Month>) -> MonthlyColumn {
    let indices = values.indices.filter { range.contains(first.advanced(by: $0)) }
    return MonthlyColumn(
      name: name, first: indices.first.map { first.advanced(by: $0) } ?? range.lowerBound,
      values: indices.map { values[$0] }, file: file, lines: lines.isEmpty ? [] : indices.map { lines[$0] })
  }
}

extension MonthlyColumn {
  /// Reads a column whose numbers and months are those that a data file may have.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    first = try container.decode(Month.self, forKey: .first)
    values = try container.decode([Double?].self, forKey: .values)
    file = try container.decode(String.self, forKey: .file)
    guard first.distance(to: Month.calendar.upperBound) >= values.count - 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container,
        debugDescription: "\(values.count) months from \(first) on go beyond \(Month.calendar.upperBound)")
    }
    guard let index = values.firstIndex(where: { $0.map { !NumberRange.contains($0) } ?? false }) else { return }
    throw DecodingError.dataCorruptedError(
      forKey: .values, in: container,
      debugDescription: "the value of \(first.advanced(by: index)) is not \(NumberRange.words)")
  }
}
