import Series
import SeriesIO

/// Posts, or what a classifier says about them, row by row: CSV, or JSON with an object a line or in a list.
struct PostFile {
  /// A row; cells that are blank or not there are nil.
  struct Row {
    let file: String
    let line: Int?
    private let names: [SignalColumns.Role: String]
    fileprivate(set) var time: ArraySlice<UInt8>?
    fileprivate(set) var text: ArraySlice<UInt8>?
    fileprivate(set) var language: ArraySlice<UInt8>?
    fileprivate(set) var score: ArraySlice<UInt8>?
    fileprivate(set) var label: ArraySlice<UInt8>?
    fileprivate(set) var predicted: ArraySlice<UInt8>?

    fileprivate init(file: String, line: Int?, names: [SignalColumns.Role: String]) {
      (self.file, self.line, self.names) = (file, line, names)
    }

    /// The place of a cell.
    func place(_ role: SignalColumns.Role) -> CellPlace {
      CellPlace(file: file, line: line, column: names[role] ?? role.rawValue)
    }
  }

  /// The roles of a post's cells.
  private static let roles: [SignalColumns.Role] = [.time, .text, .language, .score, .label, .predicted]

  /// How messages call the file.
  let file: String
  private let input: SignalInput
  private let columns: SignalColumns

  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - columns: the names of columns that are not the usual ones.
  /// - Throws: ``SignalError``.
  init(_ path: String, columns: SignalColumns) throws(SignalError) {
    input = try SignalInput(path)
    self.columns = columns
    switch input {
    case .table(let reader):
      file = reader.file
      for (role, name) in columns.names.sorted(by: { $0.value < $1.value })
      where Self.roles.contains(role) && !reader.header.contains(name) {
        throw .file(.noSuchColumn(name, files: [reader.file], columns: reader.header))
      }
    case .json(let rows): file = rows.file
    }
  }

  /// Calls with every row.
  ///
  /// - Parameter body: takes a row.
  /// - Throws: ``SignalError``, or what the body throws.
  func forEach(_ body: (Row) throws(SignalError) -> Void) throws(SignalError) {
    switch input {
    case .table(let reader):
      let file = file
      var places: [SignalColumns.Role: Int] = [:]
      for role in Self.roles { places[role] = columns.place(role, in: reader.header) }
      guard places[.text] != nil || places[.score] != nil || places[.label] != nil else {
        throw .unknownPosts(file: file, columns: reader.header)
      }
      let names = places.mapValues { reader.header[$0] }
      let (time, text, language) = (places[.time], places[.text], places[.language])
      let (score, label, predicted) = (places[.score], places[.label], places[.predicted])
      try reader.forEach(as: SignalError.file) { batch, rows throws(SignalError) in
        for number in rows {
          func cell(_ column: Int?) -> ArraySlice<UInt8>? {
            guard let column else { return nil }
            let bytes = batch.cell(number, column)
            return bytes.isEmpty ? nil : bytes
          }
          var row = Row(file: file, line: batch.line(number), names: names)
          (row.time, row.text, row.language) = (cell(time), cell(text), cell(language))
          (row.score, row.label, row.predicted) = (cell(score), cell(label), cell(predicted))
          try body(row)
        }
      }
    case .json(let rows):
      try rows.forEach { value, line throws(SignalError) in try take(value, line, body) }
    }
  }

  private func take(
    _ value: JSONValue, _ line: Int?, _ body: (Row) throws(SignalError) -> Void
  ) throws(SignalError) {
    let list = value.elements + (value["data", "posts"]?.elements ?? [])
    guard list.isEmpty else {
      for value in list { try take(value, line, body) }
      return
    }
    var row = Row(
      file: file, line: line, names: Dictionary(uniqueKeysWithValues: Self.roles.map { ($0, columns.keys($0)[0]) }))
    func cell(_ role: SignalColumns.Role) -> ArraySlice<UInt8>? {
      for key in columns.keys(role) {
        guard let found = value[key] else { continue }
        let word = (found.elements.first ?? found).word
        return word.flatMap { $0.isEmpty ? nil : Array($0.utf8)[...] }
      }
      return nil
    }
    (row.time, row.text, row.language) = (cell(.time), cell(.text), cell(.language))
    (row.score, row.label, row.predicted) = (cell(.score), cell(.label), cell(.predicted))
    guard
      row.text != nil || row.score != nil || row.label != nil
        || columns.keys(.text).contains(where: value.keys.contains)
    else { throw .unknownPosts(file: file + (line.map { ":\($0)" } ?? ""), columns: value.keys) }
    try body(row)
  }
}
