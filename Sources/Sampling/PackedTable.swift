/// Columns of numbers of which eight rows at a time are taken in, and each column is given out whole.
public struct PackedTable: Sendable {
  /// The number of columns.
  public let columns: Int
  /// The number of rows.
  public private(set) var count = 0
  /// Eight rows behind eight rows, column beside column; of tables that were taken in before, and the own ones.
  private var earlier: [[SIMD8<Double>]] = []
  private var packets: [SIMD8<Double>] = []

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - columns: the number of columns.
  ///   - expected: the number of rows to come.
  public init(columns: Int, expected: Int) {
    self.columns = columns
    packets.reserveCapacity((expected + 7) / 8 * columns)
  }

  /// Takes in up to eight rows; only the last time less than eight.
  ///
  /// - Parameters:
  ///   - values: one a column.
  ///   - rows: how many rows count.
  public mutating func append(_ values: [SIMD8<Double>], rows: Int) {
    precondition(values.count == columns && (1...8).contains(rows), "a value a column, of one to eight rows")
    precondition(count % 8 == 0, "only the last rows are less than eight")
    packets.append(contentsOf: values)
    count += rows
  }

  /// Takes in the rows of another table behind its own, which are a multiple of eight.
  public mutating func append(_ other: PackedTable) {
    precondition(columns == other.columns && count % 8 == 0, "as many columns, behind full packets")
    earlier.append(packets)
    earlier += other.earlier
    packets = other.packets
    count += other.count
  }

  /// A column, row by row.
  ///
  /// - Parameter column: its position.
  /// - Returns: ``count`` numbers.
  public func column(_ column: Int) -> [Double] {
    precondition((0..<columns).contains(column), "a column of the table")
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
