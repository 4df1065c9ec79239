/// The columns of a panel that are read.
public struct PanelLayout: Sendable {
  /// The file as the user named it.
  public let file: String
  /// The columns of raw drivers, in the order requested.
  public let drivers: [String]
  /// The column of users; nil where none is read.
  public let mau: String?
  /// The column of months.
  public let month: String
  /// The column of series.
  public let series: String
  /// The column that names the group of a series; nil where none is read.
  public let group: String?
  let columnCount: Int
  let separator: UInt8
  /// What each cell of a row is.
  let roles: [Int]

  static let ignored = -1
  static let seriesRole = -2
  static let monthRole = -3
  static let mauRole = -4
  static let groupRole = -5

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - reader: the panel.
  ///   - month: the column of months; nil for the one called month, date, quarter, year or period.
  ///   - mau: the column of users; nil for none.
  ///   - drivers: the columns of raw drivers.
  ///   - group: the column that names the group of a series; nil for none.
  /// - Throws: ``SeriesIOError`` when a column is missing or occurs twice.
  public init(
    _ reader: PanelReader, month: String? = nil, mau: String?, drivers: [String], group: String? = nil
  ) throws(SeriesIOError) {
    let header = reader.header
    file = reader.file
    self.drivers = drivers
    self.mau = mau
    self.group = group
    series = reader.seriesColumn
    separator = reader.separator
    columnCount = header.count
    let monthIndex = try SeriesFile.monthIndex(in: header, file: reader.file, named: month)
    self.month = header[monthIndex]
    var roles = [Int](repeating: Self.ignored, count: header.count)
    func place(_ index: Int, _ role: Int) throws(SeriesIOError) {
      guard roles[index] == Self.ignored else {
        let both = [roles[index], role].map(Self.use)
        throw .sharedColumn(
          header[index], file: reader.file, uses: both.map(\.name), options: both.map(\.option))
      }
      roles[index] = role
    }
    func place(_ name: String, _ role: Int) throws(SeriesIOError) {
      let found = header.indices.filter { header[$0] == name }
      guard let index = found.first else { throw .noSuchColumn(name, files: [reader.file], columns: header) }
      guard found.count == 1 else { throw .ambiguousColumn(name, files: [reader.file]) }
      try place(index, role)
    }
    try place(reader.seriesIndex, Self.seriesRole)
    try place(monthIndex, Self.monthRole)
    if let mau { try place(mau, Self.mauRole) }
    if let group { try place(group, Self.groupRole) }
    for (index, driver) in drivers.enumerated() { try place(driver, index) }
    self.roles = roles
  }

  /// What a role is called, and the option that names its column.
  private static func use(_ role: Int) -> (name: String, option: String) {
    switch role {
    case seriesRole: ("the name of the series", "--series")
    case monthRole: ("the month", "--month")
    case mauRole: ("the users", "--mau")
    case groupRole: ("the group of the series", "--pool-by")
    default: ("a driver", "--driver")
    }
  }
}
