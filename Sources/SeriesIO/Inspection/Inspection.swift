import Series

/// What files hold, found without being told: columns, how they are written, months, and what is odd about them.
public struct Inspection: Sendable {
  /// The files in the order given.
  public let files: [InspectedFile]
  /// Users and every column of numbers; nil where no column is taken for users.
  public let table: MonthlyTable?
  /// The column that the user named as users; nil for none.
  public let statedUsers: String?

  /// Reads files.
  ///
  /// - Parameters:
  ///   - paths: their paths; `-` for standard input.
  ///   - mau: the column of monthly active users; nil for the one called `mau`, or what is taken for it.
  ///   - reading: what the user states about the files.
  /// - Throws: ``SeriesIOError`` where a file cannot be read, has no months, or no column of the stated name. A column that cannot be
  ///   read stops nothing: it is told.
  public init(_ paths: [String], mau: String? = nil, reading: ReadingOptions = ReadingOptions()) throws(SeriesIOError) {
    var opened: [(file: SeriesFile, reading: ReadingOptions)] = []
    for path in paths { opened.append(try InspectedFile.open(path, TextFile.bytes(of: path), reading)) }
    let sources = opened.map(\.file)
    var choice: ReadingRemark?
    let wanted = mau ?? usersColumn(sources, besides: []) { choice = $0 }
    let holder = sources.firstIndex { $0.has(wanted) }
    if mau != nil, holder == nil { _ = try column(wanted, in: sources, content: .users) }
    files = opened.enumerated().map { index, source in
      InspectedFile(
        source.file, source.reading, stated: reading,
        users: index == holder ? source.file.columnNames.first { SeriesFile.matches($0, wanted) } : nil)
    }
    self.choice = choice
    statedUsers = mau
    let columns = files.flatMap(\.columns)
    let users = columns.lazy.compactMap { column in
      if case .users(let values) = column.content { values } else { nil }
    }.first
    let drivers = columns.compactMap { column in
      if case .driver(let values) = column.content { values } else { nil }
    }
    table = users.map { MonthlyTable(mau: $0, drivers: drivers) }
  }

  private let choice: ReadingRemark?

  /// Everything that had to be decided in reading.
  public var remarks: [ReadingRemark] { (choice.map { [$0] } ?? []) + files.flatMap(\.remarks) }

  /// The options of the command that state what was stated or assumed.
  public var arguments: [String] {
    let file = files.first { $0.isAssumed } ?? files.first
    return (statedUsers.map { ["--mau", $0] } ?? []) + (file?.reading.arguments ?? [])
  }
}
