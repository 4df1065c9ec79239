import Series

/// Puts the columns of a panel into plain form, each in the notation that all of its cells share.
struct PanelTranslation {
  private let document: CSVDocument
  private let columns: PanelColumns
  private(set) var remarks: [ReadingRemark] = []
  /// The rows that have a cell for every column.
  private var whole: [Int] = []
  /// Header and rows with the lines where they stood.
  private(set) var rows: [(line: Int, bytes: [UInt8])] = []

  init(_ document: CSVDocument, _ columns: PanelColumns) {
    self.document = document
    self.columns = columns
  }

  /// Translates all columns that are wanted; rows with too many or too few cells stay as they are.
  mutating func run() throws(SeriesIOError) {
    var header = document.header
    var cells = document.rows.map(\.cells)
    whole = cells.indices.filter { cells[$0].count == header.count }
    if let index = try? SeriesFile.monthIndex(in: header, file: document.file, named: columns.reading.month) {
      for (row, text) in try months(index) { cells[row][index] = text }
    }
    for name in [columns.mau].compactMap(\.self) + columns.drivers {
      let found = header.indices.filter { header[$0] == name }
      let same = found.isEmpty ? header.indices.filter { SeriesFile.matches(document.header[$0], name) } : found
      guard same.count == 1, let index = same.first, header[index] != columns.series else { continue }
      for (row, text) in try numbers(index, isUsers: name == columns.mau) { cells[row][index] = text }
      header[index] = name
    }
    rows = [(document.headerLine, Self.line(header))]
    for (row, texts) in zip(document.rows, cells) { rows.append((row.line, Self.line(texts))) }
  }

  private func cell(_ row: Int, _ index: Int) -> (place: CellPlace, text: String) {
    let place = CellPlace(file: document.file, line: document.rows[row].line(of: index), column: document.header[index])
    return (place, document.rows[row].cells[index])
  }

  /// The months of the cells that are written as most of them are.
  private mutating func months(_ index: Int) throws(SeriesIOError) -> [(row: Int, text: String)] {
    let order = columns.reading.dates
    let readings = whole.map { MonthNotation.readings(of: cell($0, index).text, dates: order) }
    var counts: [MonthNotation: Int] = [:]
    for reading in readings { for notation in reading.keys { counts[notation, default: 0] += 1 } }
    // Of notations that read as many cells, all are kept: the column decides, or asks.
    let most = counts.values.max() ?? 0
    let usual = Set(counts.filter { $0.value == most }.keys)
    let isPeriod = counts.keys.allSatisfy(\.isPeriod)
    let rows = zip(whole, readings).filter { isPeriod ? !$0.1.isEmpty : !usual.isDisjoint(with: $0.1.keys) }.map(\.0)
    guard !rows.isEmpty else { return [] }
    let months = try MonthCells(rows.map { cell($0, index) }, order: order)
    for notation in months.notations where !notation.isUsual { remark(index, .months(notation)) }
    return zip(rows, months.dates).map { ($0, "\($1.month)") }
  }

  /// The numbers of the cells that are numbers; of users, those above 0.
  private mutating func numbers(_ index: Int, isUsers: Bool) throws(SeriesIOError) -> [(row: Int, text: String)] {
    let decimal = columns.reading.decimal
    let content: SeriesFile.Content = isUsers ? .users : .number
    let stated = isUsers ? columns.reading.usersUnit : nil
    let inHeader = isUsers ? UserUnit.inHeader(document.header[index]) : nil
    let unit = stated ?? inHeader ?? 1
    let percents = whole.count { cell($0, index).text.hasSuffix("%") }
    let isPercent = 2 * percents > whole.count
    var rows = whole.filter { row in
      let one = cell(row, index)
      // Two readings of a cell are no reason to leave it out: the column decides.
      let isNumber = [DecimalSign.point, .comma].contains { sign in
        (try? NumberCells([one], content: content, decimal: decimal ?? sign, unit: unit)) != nil
      }
      return isNumber && (one.text.isEmpty || one.text.hasSuffix("%") == isPercent)
    }
    // Where most numbers are plain, the others decide on nothing.
    let plain = rows.filter { cell($0, index).text.isEmpty || SeriesFile.number(cell($0, index).text) != nil }
    let isMixed =
      (try? NumberCells(rows.map { cell($0, index) }, content: content, decimal: decimal, unit: unit)) == nil
    if isMixed, 2 * plain.count > rows.count { rows = plain }
    let numbers = try NumberCells(rows.map { cell($0, index) }, content: content, decimal: decimal, unit: unit)
    for kind in numbers.remarks { remark(index, kind) }
    if unit != 1 {
      remark(index, .unit(unit, inHeader: stated == nil))
    } else if isUsers, stated == nil, let above = document.unitAbove {
      remark(index, .unitAbove(above))
    } else if isUsers, stated == nil, UserUnit.looksScaled(numbers.values) {
      remark(index, .smallUsers)
    }
    return zip(rows, numbers.values).map { row, value in (row, value.map { "\($0 * unit)" } ?? "") }
  }

  private mutating func remark(_ index: Int, _ kind: ReadingRemark.Kind) {
    remarks.append(ReadingRemark(file: document.file, column: document.header[index], kind: kind))
  }

  /// A row as programs write it.
  private static func line(_ cells: [String]) -> [UInt8] {
    let texts = cells.map { text in
      text.utf8.contains { $0 < 32 || ",;|\"".utf8.contains($0) }
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    return Array((texts.joined(separator: ",") + "\n").utf8)
  }
}
