import Series
import SeriesIO

/// Posts, or what a classifier says about them, row by row: CSV, or JSON with an object a line or in a list.
struct PostFile {
  /// A row. Cells are places among the bytes that all rows of a batch share; those that are blank or not there are nil.
  struct Row: Sendable {
    let source: Source
    let line: Int?
    fileprivate let bytes: [UInt8]
    fileprivate let cells: Cells<Range<Int>?>

    /// The place of a cell in the file.
    func place(_ role: SignalColumns.Role) -> CellPlace {
      CellPlace(file: source.file, line: line, column: source.names[role] ?? role.rawValue)
    }

    private func cell(_ place: Range<Int>?) -> ArraySlice<UInt8>? { place.map { bytes[$0] } }

    var time: ArraySlice<UInt8>? { cell(cells.time) }
    var text: ArraySlice<UInt8>? { cell(cells.text) }
    var language: ArraySlice<UInt8>? { cell(cells.language) }
    var score: ArraySlice<UInt8>? { cell(cells.score) }
    var label: ArraySlice<UInt8>? { cell(cells.label) }
    var predicted: ArraySlice<UInt8>? { cell(cells.predicted) }
  }

  /// Where rows come from.
  final class Source: Sendable {
    let file: String
    let names: [SignalColumns.Role: String]
    /// Whether every row has a cell for a text.
    let hasText: Bool

    init(file: String, names: [SignalColumns.Role: String], hasText: Bool = false) {
      (self.file, self.names, self.hasText) = (file, names, hasText)
    }
  }

  /// Something for every cell of a post: columns of a table, or places of bytes.
  struct Cells<Value: Sendable>: Sendable {
    let time: Value
    let text: Value
    let language: Value
    let score: Value
    let label: Value
    let predicted: Value

    init(_ value: (SignalColumns.Role) -> Value) {
      (time, text, language) = (value(.time), value(.text), value(.language))
      (score, label, predicted) = (value(.score), value(.label), value(.predicted))
    }

    private init(_ time: Value, _ text: Value, _ language: Value, _ score: Value, _ label: Value, _ predicted: Value) {
      (self.time, self.text, self.language) = (time, text, language)
      (self.score, self.label, self.predicted) = (score, label, predicted)
    }

    func map<Other: Sendable>(_ body: (Value) -> Other) -> Cells<Other> {
      Cells<Other>(body(time), body(text), body(language), body(score), body(label), body(predicted))
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

  /// Calls with all rows, some at a time.
  ///
  /// - Parameter body: takes rows.
  /// - Throws: ``SignalError``, or what the body throws.
  func forEach(_ body: ([Row]) throws(SignalError) -> Void) throws(SignalError) {
    switch input {
    case .table(let reader):
      let file = file
      var places: [SignalColumns.Role: Int] = [:]
      for role in Self.roles { places[role] = columns.place(role, in: reader.header) }
      guard places[.text] != nil || places[.score] != nil || places[.label] != nil else {
        throw .unknownPosts(file: file, columns: reader.header)
      }
      let source = Source(file: file, names: places.mapValues { reader.header[$0] }, hasText: places[.text] != nil)
      let columns = Cells { places[$0] }
      try reader.forEach(as: SignalError.file) { batch, rows throws(SignalError) in
        let bytes = batch.bytes
        let read = rows.map { number in
          let cells = columns.map { column -> Range<Int>? in
            guard let column else { return nil }
            let place = batch.place(number, column)
            return place.isEmpty ? nil : place
          }
          return Row(source: source, line: batch.line(number), bytes: bytes, cells: cells)
        }
        try body(read)
      }
    case .json(let rows):
      let names = Self.roles.map { ($0, columns.keys($0)[0]) }
      // Cannot trap: the roles are different ones.
      let source = Source(file: file, names: Dictionary(uniqueKeysWithValues: names))
      var (read, isKnown): ([Row], Bool) = ([], false)
      try rows.forEach { value, line throws(SignalError) in
        try take(value, line, source, &isKnown, &read)
        guard read.count >= Self.rowsAtATime else { return }
        try body(read)
        read.removeAll(keepingCapacity: true)
      }
      if !read.isEmpty { try body(read) }
    }
  }

  private static let rowsAtATime = 2000

  private func take(
    _ value: JSONValue, _ line: Int?, _ source: Source, _ isKnown: inout Bool, _ read: inout [Row]
  ) throws(SignalError) {
    // An object around posts is none itself.
    let isOne = columns.keys(.text).contains { value[$0] != nil }
    let list = value.elements + (isOne ? [] : value["data", "posts"]?.elements ?? [])
    guard list.isEmpty else {
      for value in list { try take(value, line, source, &isKnown, &read) }
      return
    }
    var bytes: [UInt8] = []
    let cells = Cells { role -> Range<Int>? in
      for key in columns.keys(role) {
        guard let found = value[key] else { continue }
        let start = bytes.count
        bytes.append(contentsOf: ((found.elements.first ?? found).word ?? "").utf8)
        return start == bytes.count ? nil : start..<bytes.count
      }
      return nil
    }
    let isPost = cells.text != nil || cells.score != nil || cells.label != nil
    // A post may lack what others have; the first one tells what a file consists of.
    guard isPost || isKnown || columns.keys(.text).contains(where: value.keys.contains) else {
      throw .unknownPosts(file: file + (line.map { ":\($0)" } ?? ""), columns: value.keys)
    }
    isKnown = true
    read.append(Row(source: source, line: line, bytes: bytes, cells: cells))
  }
}
