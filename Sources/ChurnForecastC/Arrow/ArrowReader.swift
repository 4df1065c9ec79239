import CArrow
import Reporting

/// The record batches of a stream, one after another.
@safe final class ArrowReader {
  /// The columns of the schema, each with its type or what is wrong with it.
  private let fields: [Result<ArrowField, TableError>]
  /// Their names.
  let names: [String]
  /// Bounded by the lifetime of the reader: the stream was moved here and is given back at the end.
  private var stream: ArrowArrayStream
  private var batch: ArrowArray?

  /// Takes a stream over.
  ///
  /// - Parameter source: the stream, which is marked as moved.
  /// - Throws: ``TableError`` where it is none, or its schema cannot be read.
  init(taking source: UnsafeMutablePointer<ArrowArrayStream>) throws(TableError) {
    // Bounded: the structure is copied as a whole and the original marked as given back, as the interface asks.
    unsafe stream = source.pointee
    unsafe source.pointee.release = nil
    guard unsafe stream.release != nil, let schemaOf = unsafe stream.get_schema, unsafe stream.get_next != nil else {
      throw .malformed("the stream was given back, or has no functions")
    }
    var schema = unsafe ArrowSchema()
    let code = unsafe schemaOf(&stream, &schema)
    guard code == 0 else {
      let message = unsafe Self.message(&stream, code)
      unsafe stream.release?(&stream)
      throw .source(message)
    }
    defer { unsafe schema.release?(&schema) }
    do {
      unsafe (names, fields) = try Self.columns(schema)
    } catch {
      unsafe stream.release?(&stream)
      throw error
    }
  }

  deinit {
    // Bounded: each is given back once.
    if var last = unsafe batch { unsafe last.release?(&last) }
    unsafe stream.release?(&stream)
  }

  /// The columns of the schema of record batches. Bounded by the count of children.
  private static func columns(
    _ schema: ArrowSchema
  ) throws(TableError) -> (names: [String], fields: [Result<ArrowField, TableError>]) {
    guard unsafe schema.format.map({ unsafe String(cString: $0) }) == "+s" else {
      throw .malformed("its schema is none of a table")
    }
    let count = unsafe schema.n_children
    guard (0...100_000).contains(count), unsafe count == 0 || schema.children != nil else {
      throw .malformed("\(count) columns")
    }
    var names: [String] = []
    var fields: [Result<ArrowField, TableError>] = []
    for index in 0..<Int(count) {
      guard let child = unsafe schema.children[index] else { throw .malformed("column \(index) is missing") }
      unsafe names.append(child.pointee.name.map { unsafe String(cString: $0) } ?? "")
      do { fields.append(.success(unsafe try ArrowField(child))) } catch { fields.append(.failure(error)) }
    }
    return (names, fields)
  }

  /// The field of a column.
  ///
  /// - Parameters:
  ///   - name: the column.
  ///   - option: what names it otherwise.
  /// - Returns: its place in the schema, and the field.
  /// - Throws: ``TableError`` where there is none, or its type is not read.
  func field(_ name: String, option: String) throws(TableError) -> (index: Int, field: ArrowField) {
    guard let index = names.firstIndex(where: { ExactName($0) == ExactName(name) }) else {
      throw .noColumn(name, columns: names, option: option)
    }
    return (index, try fields[index].get())
  }

  /// The next rows of some columns.
  ///
  /// - Parameter columns: from ``field(_:option:)``.
  /// - Returns: the columns, valid until the next call; nil at the end.
  /// - Throws: ``TableError``.
  func next(_ columns: [(index: Int, field: ArrowField)]) throws(TableError) -> (count: Int, columns: [ArrowColumn])? {
    // Bounded: a batch is given back before the next is asked for, and nothing of it is kept.
    if var last = unsafe batch { unsafe last.release?(&last) }
    unsafe batch = nil
    var next = unsafe ArrowArray()
    guard let nextOf = unsafe stream.get_next else { throw .malformed("the stream has no functions") }
    let code = unsafe nextOf(&stream, &next)
    guard code == 0 else { throw .source(unsafe Self.message(&stream, code)) }
    guard unsafe next.release != nil else { return nil }
    unsafe batch = next
    let (length, offset, children) = unsafe (next.length, next.offset, next.n_children)
    guard (0...ArrowColumn.mostRows).contains(length), (0...ArrowColumn.mostRows).contains(offset),
      children == Int64(names.count), unsafe children == 0 || next.children != nil
    else { throw .malformed("a batch of \(length) rows and \(children) columns") }
    // Rows that are null as a whole come from no table.
    guard unsafe next.null_count <= 0 else { throw .malformed("a batch with rows that are null") }
    var result: [ArrowColumn] = []
    for (index, field) in columns {
      guard let child = unsafe next.children[index] else { throw .malformed("column `\(field.name)` is missing") }
      result.append(unsafe try ArrowColumn(field, child, rows: (Int(offset), Int(length))))
    }
    return (Int(length), result)
  }

  /// What a stream says about its error. Bounded by the text, which ends with a zero.
  private static func message(_ stream: UnsafeMutablePointer<ArrowArrayStream>, _ code: Int32) -> String {
    let text = unsafe stream.pointee.get_last_error.flatMap { unsafe $0(stream) }
    return unsafe text.map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
