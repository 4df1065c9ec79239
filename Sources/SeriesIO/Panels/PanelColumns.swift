import Series

/// The columns of a panel that are wanted, and what the user states about their cells.
public struct PanelColumns: Sendable {
  /// The column of series and that of months, the order of dates, the sign before decimals, the unit of users.
  public var reading: ReadingOptions
  /// The column of users; nil where none is read.
  public var mau: String?
  /// The columns of raw drivers.
  public var drivers: [String]

  /// The columns of a panel.
  public init(_ reading: ReadingOptions, mau: String?, drivers: [String]) {
    self.reading = reading
    self.mau = mau
    self.drivers = drivers
  }

  /// The column of series.
  var series: String { reading.series ?? "series" }

  /// Whether the first rows of a file are as programs write them, so that it can be read piece by piece.
  ///
  /// - Parameters:
  ///   - head: the first bytes.
  ///   - file: its name in messages.
  /// - Returns: true also for what is no table: reading it piece by piece says why.
  func arePlain(_ head: [UInt8], in file: String) -> Bool {
    guard reading.usersUnit == nil, reading.dates == nil, reading.decimal == nil else { return false }
    guard let end = head.lastIndex(of: UInt8(ascii: "\n")) else {
      return !head.contains(UInt8(ascii: "\r"))
    }
    guard !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]),
      String(validating: head[...end], as: UTF8.self) != nil
    else { return false }
    guard let rows = try? CSVDocument.parse(file, Array(head[...end])), let header = rows.first?.cells else {
      return true
    }
    guard header.contains(series), mau.map({ header.contains($0) && UserUnit.inHeader($0) == nil }) ?? true,
      let month = try? SeriesFile.monthIndex(in: header, file: file, named: reading.month)
    else { return false }
    let numbers = header.indices.filter { header[$0] == mau || drivers.contains(header[$0]) }
    return rows.dropFirst().prefix(200).allSatisfy { row in
      guard row.cells.count == header.count else { return true }
      return Month(parsing: row.cells[month]) != nil
        && numbers.allSatisfy { row.cells[$0].isEmpty || SeriesFile.number(row.cells[$0]) != nil }
    }
  }
}
