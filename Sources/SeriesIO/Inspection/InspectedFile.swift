import Series

/// A file, as it was found without being told what it holds.
public struct InspectedFile: Sendable {
  /// The file as the user named it.
  public let name: String
  /// The number of rows that were read; of a panel, those of the first series.
  public let rows: Int
  /// The columns.
  public let columns: [InspectedColumn]
  /// What had to be decided or left out.
  public let remarks: [ReadingRemark]
  /// What was stated and what had to be assumed in order to read the file.
  public let reading: ReadingOptions
  /// Whether its rows were several series, days or weeks, and something had to be assumed.
  public let isAssumed: Bool

  /// The column of months, where it has no usual name.
  public let monthColumn: String?
  /// Whether rows of a series stand between those of others.
  public let isScattered: Bool

  /// The series of a panel; empty for the rows of a single series.
  public var series: [String] {
    columns.lazy.compactMap { column in
      if case .series(let names) = column.content { names } else { nil }
    }.first ?? []
  }

  /// Opens a file: of a panel its first series, of days and weeks their mean, where nothing else is stated.
  static func open(
    _ path: String, _ bytes: [UInt8], _ stated: ReadingOptions
  ) throws(SeriesIOError) -> (file: SeriesFile, reading: ReadingOptions) {
    var reading = stated
    while true {
      do {
        return (try SeriesFile(name: path, bytes: bytes, reading: reading), reading)
      } catch {
        switch error {
        case .severalSeries(_, _, let column, let example) where reading.only == nil:
          reading.series = column
          reading.only = example
        case .severalDays where reading.monthly == nil: reading.monthly = .mean
        default: throw error
        }
      }
    }
  }

  /// Looks at every column.
  ///
  /// - Parameters:
  ///   - file: the open file.
  ///   - reading: how it was opened.
  ///   - stated: what the user had stated.
  ///   - users: the name of the column of users; nil where no file has one, or another file.
  init(_ file: SeriesFile, _ reading: ReadingOptions, stated: ReadingOptions, users: String?) {
    name = file.name
    rows = file.rows.count
    self.reading = reading
    isAssumed = reading != stated
    let places = Dictionary(
      zip(file.document.rows.map(\.line), file.document.rows.indices), uniquingKeysWith: { first, _ in first })
    isScattered =
      reading.only != nil
      && zip(file.rows, file.rows.dropFirst()).contains { (places[$1.line] ?? 0) != (places[$0.line] ?? 0) + 1 }
    var remarks = file.remarks
    let isFound = (try? SeriesFile.monthIndex(in: file.columnNames, file: file.name, named: nil)) == nil
    monthColumn = isFound ? file.monthColumn : nil
    var seen: Set<String> = []
    columns = file.columnNames.enumerated().compactMap { index, name in
      // Cells beyond the last column of a spreadsheet.
      if name.isEmpty, file.rows.allSatisfy({ $0.cells[index].isEmpty }) { return nil }
      if name.isEmpty { return InspectedColumn(name: name, content: .nameless, notation: nil) }
      if !seen.insert(name).inserted {
        return InspectedColumn(
          name: name, content: .unreadable(.ambiguousColumn(name, files: [file.name])), notation: nil)
      }
      if name == file.monthColumn {
        return InspectedColumn(
          name: name, content: .months, notation: file.monthNotations.map(\.description).joined(separator: ", "))
      }
      if name == reading.series || (name == "series" && reading.only != nil) {
        return InspectedColumn(name: name, content: .series(file.document.texts(index)), notation: nil)
      }
      let (column, found) = Self.column(name, index, file, isUsers: name == users)
      remarks += found
      return column
    }
    self.remarks = remarks
  }

  private static func column(
    _ name: String, _ index: Int, _ file: SeriesFile, isUsers: Bool
  ) -> (InspectedColumn, [ReadingRemark]) {
    func found(_ content: InspectedColumn.Content) -> InspectedColumn {
      InspectedColumn(name: name, content: content, notation: nil)
    }
    let texts = file.rows.map { $0.cells[index] }.filter { !$0.isEmpty }
    if texts.isEmpty { return (found(.blank), []) }
    do {
      let (column, remarks) = try file.read(name, content: isUsers ? .users : .number)
      let notation = remarks.compactMap(\.notation)
      return (
        InspectedColumn(
          name: name, content: isUsers ? .users(column) : .driver(column),
          notation: notation.isEmpty ? nil : notation.joined(separator: ", ")), remarks
      )
    } catch {
      let numbers = texts.count { text in
        let digits = NumberCell(text).digits
        return NumberNotation.all.contains { $0.value(of: digits) != nil }
      }
      let isWords = !isUsers && numbers * 2 < texts.count
      return (found(isWords ? .words(distinct: Set(texts).count) : .unreadable(error)), [])
    }
  }
}
