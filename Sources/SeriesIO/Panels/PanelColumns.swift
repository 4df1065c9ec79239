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

  /// Whether the user says how cells are written.
  var isStated: Bool { reading.usersUnit != nil || reading.dates != nil || reading.decimal != nil }

  /// Whether most of the first rows of a file are as programs write them, so that it can be read piece by piece; the others are faults of
  /// their series.
  ///
  /// - Parameters:
  ///   - head: the first bytes.
  ///   - file: its name in messages.
  /// - Returns: true also for what is no table: reading it piece by piece says why.
  func arePlain(_ head: [UInt8], in file: String) -> Bool {
    guard !isStated else { return false }
    guard let end = head.lastIndex(of: UInt8(ascii: "\n")) else {
      return !head.contains(UInt8(ascii: "\r"))
    }
    guard !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]) else { return false }
    guard String(validating: head[...end], as: UTF8.self) != nil else {
      let lines = head[...end].split(separator: UInt8(ascii: "\n"))
      return 2 * lines.count { String(validating: $0, as: UTF8.self) == nil } <= lines.count
    }
    guard let rows = try? CSVDocument.parse(file, Array(head[...end])), let header = rows.first?.cells else {
      return true
    }
    // A driver that is there in another case of letters; others may come from another file.
    let isElsewhere = drivers.contains { name in
      !header.contains(name) && header.contains { SeriesFile.matches($0, name) }
    }
    guard !isElsewhere, header.contains(series),
      mau.map({ header.contains($0) && UserUnit.inHeader($0) == nil }) ?? true,
      let month = try? SeriesFile.monthIndex(in: header, file: file, named: reading.month)
    else { return false }
    let numbers = header.indices.filter { header[$0] == mau || drivers.contains(header[$0]) }
    let whole = rows.dropFirst().prefix(200).filter { $0.cells.count == header.count }
    let plain = whole.count { row in
      Month(parsing: row.cells[month]) != nil
        && numbers.allSatisfy { row.cells[$0].isEmpty || SeriesFile.number(row.cells[$0]) != nil }
    }
    let users = mau.flatMap(header.firstIndex).map { index in whole.map { $0.cells[index] } } ?? []
    return 2 * plain >= whole.count && !Self.areGrouped(users)
  }

  /// Whether points stand between thousands: all numbers with a point have groups of three digits, two of them and a tenth of all at least.
  private static func areGrouped(_ cells: [String]) -> Bool {
    let pointed = cells.filter { $0.contains(".") }
    return pointed.count >= 2 && 10 * pointed.count >= cells.count && pointed.allSatisfy(isGrouped)
  }

  /// Whether a number may have points between thousands: 1.234 or 12.345.678.
  private static func isGrouped(_ text: String) -> Bool {
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    return groups.count > 1 && groups[0] != "0" && (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { $0.count == 3 } && groups.allSatisfy { $0.allSatisfy(\.isNumber) }
  }
}
