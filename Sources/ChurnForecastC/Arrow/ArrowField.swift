import CArrow

/// The name and type of a column, from a schema.
indirect enum ArrowField {
  /// A column with values of its own.
  case plain(name: String, format: String, type: ArrowType)
  /// A column of positions in a list of texts.
  case dictionary(name: String, format: String, type: ArrowType, texts: ArrowField)

  var name: String {
    switch self {
    case .plain(let name, _, _), .dictionary(let name, _, _, _): name
    }
  }

  var type: ArrowType {
    switch self {
    case .plain(_, _, let type), .dictionary(_, _, let type, _): type
    }
  }

  /// The format of the values, or of the texts that they stand for.
  var format: String {
    switch self {
    case .plain(_, let format, _): format
    case .dictionary(_, _, _, let texts): texts.format
    }
  }

  /// The texts that numbers stand for; nil for a column without a dictionary.
  var texts: ArrowField? {
    if case .dictionary(_, _, _, let texts) = self { texts } else { nil }
  }

  /// A column of a schema.
  ///
  /// Bounded by the texts of the schema, which end with a zero.
  ///
  /// - Parameter schema: of the column.
  /// - Throws: ``TableError`` for a type that is not read.
  init(_ schema: UnsafePointer<ArrowSchema>) throws(TableError) {
    let schema = unsafe schema.pointee
    let name = unsafe schema.name.map { unsafe String(cString: $0) } ?? ""
    guard let format = unsafe schema.format.map({ unsafe String(cString: $0) }) else {
      throw .malformed("column `\(name)` has no format")
    }
    if unsafe Self.isPeriod(schema.metadata) {
      throw .type(
        column: name, format: "pandas.period",
        advice: "A pandas Period travels as a bare number; convert it by df[\"\(name)\"].dt.to_timestamp()")
    }
    guard let type = try ArrowType(format, column: name) else {
      throw .type(column: name, format: format, advice: Self.advice(format, name))
    }
    guard let texts = unsafe schema.dictionary else {
      self = .plain(name: name, format: format, type: type)
      return
    }
    guard case .integer = type else { throw .malformed("column `\(name)`: positions of format \(format)") }
    let values = unsafe try ArrowField(texts)
    switch values.type {
    case .text, .textView: self = .dictionary(name: name, format: format, type: type, texts: values)
    default:
      throw .type(
        column: name, format: values.format, advice: "Categories that are no texts: cast the column to texts or numbers"
      )
    }
  }

  /// Whether metadata name the extension type of pandas' periods. Bounded by the counts in the metadata.
  private static func isPeriod(_ metadata: UnsafePointer<CChar>?) -> Bool {
    guard let metadata = unsafe metadata else { return false }
    let bytes = unsafe UnsafeRawPointer(metadata)
    var place = 4
    let count = unsafe bytes.loadUnaligned(as: Int32.self)
    guard (0..<64).contains(count) else { return false }
    func next() -> String? {
      let length = unsafe Int(bytes.loadUnaligned(fromByteOffset: place, as: Int32.self))
      guard (0...1 << 20).contains(length) else { return nil }
      defer { place += 4 + length }
      return unsafe String(
        decoding: UnsafeRawBufferPointer(start: bytes + place + 4, count: length), as: UTF8.self)
    }
    for _ in 0..<count {
      guard let key = next(), let value = next() else { return false }
      if key == "ARROW:extension:name", value == "pandas.period" { return true }
    }
    return false
  }

  /// The cast that makes a column readable.
  private static func advice(_ format: String, _ name: String) -> String {
    switch format.first {
    case "e": "Cast it to floats of 32 or 64 bits"
    case "t" where format.hasPrefix("tt"), "t" where format.hasPrefix("tD"):
      "It has times of a day or durations; give dates, or numbers"
    case "+": "It has lists or records; take a column of plain values out of them"
    case "z", "Z", "v": "It has bytes; cast it to texts"
    default: "Cast it to texts, whole numbers, floats or dates"
    }
  }
}
