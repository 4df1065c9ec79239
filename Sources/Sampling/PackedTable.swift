/// A table to which rows are added eight at a time and from which each column is read as a whole.
public struct PackedTable: Sendable {
  /// The number of columns.
  public let columns: Int
  /// The number of rows.
  public private(set) var count = 0
  /// Blocks of eight rows one after another, in each the columns side by side; first those of appended tables, then its
  /// own.
  private var earlier: [[SIMD8<Double>]] = []
  private var packets: [SIMD8<Double>] = []

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - columns: the number of columns.
  ///   - expected: the expected number of rows.
  public init(columns: Int, expected: Int) {
    self.columns = columns
    packets.reserveCapacity((expected + 7) / 8 * columns)
  }

  /// Adds up to eight rows; only the last call may add fewer than eight.
  ///
  /// - Parameters:
  ///   - values: one per column.
  ///   - rows: how many rows count.
  public mutating func append(_ values: [SIMD8<Double>], rows: Int) {
    // Cannot trap: packets have one value per column and at most eight draws.
    precondition(
      values.count == columns && (1...8).contains(rows), "there must be one value per column and one to eight rows")
    // Cannot trap: packets are full except the last; the number of draws of each part is a multiple of eight.
    precondition(count % 8 == 0, "only the last block may have fewer than eight rows")
    packets.append(contentsOf: values)
    count += rows
  }

  /// Appends the rows of another table; this table must have a multiple of eight rows.
  public mutating func append(_ other: PackedTable) {
    // Cannot trap: parts of one simulation have the same columns and full packets.
    precondition(
      columns == other.columns && count % 8 == 0,
      "tables must have equal numbers of columns, and blocks of eight must be full")
    earlier.append(packets)
    earlier += other.earlier
    packets = other.packets
    count += other.count
  }

  /// A column, row by row.
  ///
  /// - Parameter column: its index.
  /// - Returns: ``count`` numbers.
  public func column(_ column: Int) -> [Double] {
    // Cannot trap: columns are asked for by their place in the list that made the table.
    precondition((0..<columns).contains(column), "the column must be one of the table")
    let packed = earlier.reduce(packets.count) { $0 + $1.count }
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(packed == (count + 7) / 8 * columns, "a block has eight rows of every column")
    // Bounded by that number of blocks, for which there is room.
    return unsafe [Double](unsafeUninitializedCapacity: (count + 7) / 8 * 8) { values, initialised in
      var place = 0
      let target = UnsafeMutableRawBufferPointer(values)
      for part in earlier + [packets] {
        unsafe part.withUnsafeBufferPointer { part in
          for index in stride(from: column, to: part.count, by: columns) {
            unsafe target.storeBytes(of: part[index], toByteOffset: place, as: SIMD8<Double>.self)
            place += MemoryLayout<SIMD8<Double>>.stride
          }
        }
      }
      initialised = count
    }
  }
}
