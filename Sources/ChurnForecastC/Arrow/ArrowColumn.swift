import CArrow

/// A column of a record batch: checked once, then read without further checks.
///
/// The structures state no sizes of buffers; that they are as long as lengths and offsets say is the promise of whoever fills them.
@safe struct ArrowColumn {
  let name: String
  let type: ArrowType
  /// The texts that whole numbers stand for; nil for a column that is none of a dictionary.
  let dictionary: [String]?
  private let validity: UnsafePointer<UInt8>?
  let offset: Int
  let count: Int
  /// The buffers behind the validity.
  let buffers: [UnsafeRawPointer?]

  /// Checks a column.
  ///
  /// Bounded by the counts of the structures, which are compared with what the type needs before anything is read.
  ///
  /// - Parameters:
  ///   - field: its name, type and that of its dictionary.
  ///   - array: its values, which must outlive the column.
  ///   - rows: the first row and the number of rows of the batch that it belongs to.
  /// - Throws: ``TableError/malformed(_:)``.
  init(
    _ field: ArrowField, _ array: UnsafePointer<ArrowArray>, rows: (offset: Int, count: Int)
  ) throws(TableError) {
    let array = unsafe array.pointee
    func malformed(_ problem: String) -> TableError { .malformed("column `\(field.name)`: \(problem)") }
    name = field.name
    type = field.type
    guard unsafe array.release != nil else { throw malformed("its values were given back") }
    let length = unsafe array.length
    let start = unsafe array.offset
    guard length >= 0, start >= 0, length <= Self.mostRows, start <= Self.mostRows else {
      throw malformed("length \(length), offset \(start)")
    }
    guard rows.offset + rows.count <= Int(length) else {
      throw malformed("\(length) rows, \(rows.offset + rows.count) in the batch")
    }
    offset = Int(start) + rows.offset
    count = rows.count
    let stated = unsafe array.n_buffers
    let places = unsafe array.buffers
    guard type.buffers.contains(stated), unsafe stated == 0 || places != nil
    else { throw malformed("\(stated) buffers") }
    var buffers: [UnsafeRawPointer?] = unsafe []
    for index in 0..<Int(stated) { unsafe buffers.append(unsafe places.flatMap { unsafe $0[index] }) }
    unsafe validity = buffers.first.flatMap { unsafe $0?.assumingMemoryBound(to: UInt8.self) }
    unsafe self.buffers = Array(buffers.dropFirst())
    let needed = unsafe type == .null || count == 0 ? 0 : min(1, self.buffers.count)
    for index in 0..<needed {
      guard unsafe self.buffers[index] != nil else { throw malformed("a buffer is missing") }
    }
    if let names = field.texts {
      guard let values = unsafe array.dictionary else { throw malformed("its dictionary is missing") }
      let size = unsafe values.pointee.length
      guard (0...Self.mostRows).contains(size) else { throw malformed("a dictionary of \(size)") }
      let texts = unsafe try ArrowColumn(names, values, rows: (0, Int(size)))
      var dictionary: [String] = []
      for row in 0..<texts.count { dictionary.append(try texts.text(row) ?? "") }
      self.dictionary = dictionary
    } else {
      dictionary = nil
    }
  }

  /// More rows than fit into memory.
  static let mostRows: Int64 = 1 << 40

  /// Whether a row has a value. Bounded by the count of rows.
  func isValid(_ row: Int) -> Bool {
    guard type != .null else { return false }
    guard let validity = unsafe validity else { return true }
    let place = offset + row
    return unsafe validity[place >> 3] >> (place & 7) & 1 == 1
  }

  /// A value of the first buffer by row. Bounded by the count of rows.
  func load<Value: BitwiseCopyable>(_ row: Int, _ type: Value.Type) -> Value {
    value(at: offset + row, type)
  }

  /// A value of the first buffer by its place there. Bounded by the count of rows.
  func value<Value: BitwiseCopyable>(at place: Int, _ type: Value.Type) -> Value {
    // Cannot trap: the initialiser refuses columns without this buffer.
    unsafe buffers[0].unsafelyUnwrapped.loadUnaligned(fromByteOffset: place * MemoryLayout<Value>.stride, as: type)
  }

  /// The whole number in a row, as far as 64 bits hold it; of dictionaries, the position.
  func integer(_ row: Int) -> Int64? {
    switch type {
    case .integer(1, true): Int64(load(row, Int8.self))
    case .integer(1, false): Int64(load(row, UInt8.self))
    case .integer(2, true): Int64(load(row, Int16.self))
    case .integer(2, false): Int64(load(row, UInt16.self))
    case .integer(4, true), .days: Int64(load(row, Int32.self))
    case .integer(4, false): Int64(load(row, UInt32.self))
    case .integer(8, true), .ticks: load(row, Int64.self)
    case .integer(8, false): Int64(exactly: load(row, UInt64.self))
    default: nil
    }
  }

  /// The numbers of the column, NaN where there is none.
  ///
  /// - Returns: nil for a type that is no number.
  func numbers() -> [Double]? {
    switch type {
    case _ where dictionary != nil: return nil
    case .null: return [Double](repeating: .nan, count: count)
    case .float(8): return all(Double.self) { $0 }
    case .float: return all(Float.self) { Double($0) }
    case .integer(1, true): return all(Int8.self) { Double($0) }
    case .integer(1, false): return all(UInt8.self) { Double($0) }
    case .integer(2, true): return all(Int16.self) { Double($0) }
    case .integer(2, false): return all(UInt16.self) { Double($0) }
    case .integer(4, true): return all(Int32.self) { Double($0) }
    case .integer(4, false): return all(UInt32.self) { Double($0) }
    case .integer(_, true): return all(Int64.self) { Double($0) }
    case .integer: return all(UInt64.self) { Double($0) }
    case .boolean: return (0..<count).map { isValid($0) ? bit($0) : .nan }
    case .decimal(let scale):
      let factor = Self.power(scale)
      return (0..<count).map { row in
        guard isValid(row) else { return .nan }
        let halves = (value(at: 2 * (offset + row), UInt64.self), value(at: 2 * (offset + row) + 1, Int64.self))
        let whole = Double(halves.1) * 0x1p64 + Double(halves.0)
        return scale >= 0 ? whole / factor : whole * factor
      }
    case .text, .textView, .days, .ticks: return nil
    }
  }

  /// The values of the first buffer as numbers, NaN where there is none. Bounded by the count of rows.
  @inline(__always)
  private func all<Value: BitwiseCopyable>(_ type: Value.Type, _ number: (Value) -> Double) -> [Double] {
    guard count > 0 else { return [] }
    // Cannot trap: the initialiser refuses columns without this buffer.
    let start = unsafe buffers[0].unsafelyUnwrapped + offset * MemoryLayout<Value>.stride
    let hasNulls = unsafe validity != nil
    return unsafe [Double](unsafeUninitializedCapacity: count) { place, initialized in
      for row in 0..<count {
        let value = unsafe start.loadUnaligned(fromByteOffset: row * MemoryLayout<Value>.stride, as: type)
        // Cannot trap: the array has room for all rows.
        unsafe (place.baseAddress.unsafelyUnwrapped + row).initialize(
          to: !hasNulls || isValid(row) ? number(value) : .nan)
      }
      initialized = count
    }
  }

  /// The bit in a row. Bounded by the count of rows.
  private func bit(_ row: Int) -> Double {
    let place = offset + row
    return unsafe Double(
      // Cannot trap: the initialiser refuses columns without this buffer.
      buffers[0].unsafelyUnwrapped.load(fromByteOffset: place >> 3, as: UInt8.self) >> (place & 7) & 1)
  }

  private static func power(_ scale: Int) -> Double { (0..<abs(scale)).reduce(1) { power, _ in power * 10 } }

  /// What a row without a date has in place of one.
  static let noDate = Int.min

  /// The days of the column since 1970, ``noDate`` where there is none; nil for a type that is no date.
  func days() -> [Int]? {
    switch type {
    case .days: return (0..<count).map { isValid($0) ? Int(load($0, Int32.self)) : Self.noDate }
    case .ticks(let perDay):
      return (0..<count).map { row in
        guard isValid(row) else { return Self.noDate }
        let ticks = load(row, Int64.self)
        let (day, rest) = ticks.quotientAndRemainder(dividingBy: perDay)
        return Int(rest < 0 ? day - 1 : day)
      }
    default: return nil
    }
  }
}
