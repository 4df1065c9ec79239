import Series

/// Puts the columns of a panel into plain form, each in the notation that all of its cells share.
struct PanelTranslation {
  private let document: CSVDocument
  private let columns: PanelColumns
  private(set) var remarks: [ReadingRemark] = []
  /// Header and rows with the lines where they stood.
  private(set) var rows: [(line: Int, bytes: [UInt8])] = []

  init(_ document: CSVDocument, _ columns: PanelColumns) {
    self.document = document
    self.columns = columns
  }

  /// Translates all columns that are wanted.
  mutating func run() throws(SeriesIOError) {
    var header = document.header
    var cells = document.rows.map(\.cells)
    if let index = try? SeriesFile.monthIndex(in: header, file: document.file, named: columns.reading.month) {
      let texts = try months(index)
      for (row, text) in texts.enumerated() { cells[row][index] = text }
    }
    for name in [columns.mau].compactMap(\.self) + columns.drivers {
      let found = header.indices.filter { header[$0] == name }
      let same = found.isEmpty ? header.indices.filter { SeriesFile.matches(document.header[$0], name) } : found
      guard same.count == 1, let index = same.first, header[index] != columns.series else { continue }
      let texts = try numbers(index, isUsers: name == columns.mau)
      for (row, text) in texts.enumerated() { cells[row][index] = text }
      header[index] = name
    }
    rows = [(document.headerLine, Self.line(header))]
    for (row, texts) in zip(document.rows, cells) { rows.append((row.line, Self.line(texts))) }
  }

  private func places(_ index: Int) -> [(place: CellPlace, text: String)] {
    document.rows.map { row in
      (CellPlace(file: document.file, line: row.line, column: document.header[index]), row.cells[index])
    }
  }

  /// The cells of a column that are read on their own.
  private func readable(_ index: Int, _ isReadable: (String) -> Bool) -> [Int] {
    document.rows.indices.filter { isReadable(document.rows[$0].cells[index]) }
  }

  private mutating func months(_ index: Int) throws(SeriesIOError) -> [String] {
    var texts = document.rows.map { $0.cells[index] }
    let order = columns.reading.dates
    let rows = readable(index) { !MonthNotation.readings(of: $0, dates: order).isEmpty }
    let all = places(index)
    let months = try MonthCells(rows.map { all[$0] }, order: order)
    for (row, date) in zip(rows, months.dates) { texts[row] = "\(date.month)" }
    for notation in months.notations where !notation.isUsual { remark(index, .months(notation)) }
    return texts
  }

  private mutating func numbers(_ index: Int, isUsers: Bool) throws(SeriesIOError) -> [String] {
    var texts = document.rows.map { $0.cells[index] }
    let decimal = columns.reading.decimal
    let all = places(index)
    // Two readings of one cell are no reason to leave it out: the column decides.
    let rows = readable(index) { text in
      (try? NumberCells([(all[0].place, text)], content: .number, decimal: decimal ?? .point)) != nil
        || (try? NumberCells([(all[0].place, text)], content: .number, decimal: decimal ?? .comma)) != nil
    }
    let stated = isUsers ? columns.reading.usersUnit : 1
    let inHeader = isUsers ? UserUnit.inHeader(document.header[index]) : nil
    let unit = stated ?? inHeader ?? 1
    let numbers = try NumberCells(rows.map { all[$0] }, content: .number, decimal: decimal, unit: unit)
    for (row, value) in zip(rows, numbers.values) { texts[row] = value.map { "\($0 * unit)" } ?? "" }
    for kind in numbers.remarks { remark(index, kind) }
    if unit != 1 {
      remark(index, .unit(unit, inHeader: stated == nil))
    } else if isUsers, let above = document.unitAbove {
      remark(index, .unitAbove(above))
    } else if isUsers, UserUnit.looksScaled(numbers.values) {
      remark(index, .smallUsers)
    }
    return texts
  }

  private mutating func remark(_ index: Int, _ kind: ReadingRemark.Kind) {
    remarks.append(ReadingRemark(file: document.file, column: document.header[index], kind: kind))
  }

  /// A row as programs write it.
  private static func line(_ cells: [String]) -> [UInt8] {
    let texts = cells.map { text in
      text.utf8.contains { $0 < 32 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    return Array((texts.joined(separator: ",") + "\n").utf8)
  }
}
