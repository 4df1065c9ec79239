import Drivers

/// The draws of several numbers, a column each, in bounded memory: as they are up to a limit, packet behind packet, and
/// beyond that by a ``DrawSample`` a column.
public struct DrawTable: Sendable {
  private let columns: Int
  private let capacity: Int
  /// Packet behind packet a value a column; of tables that were taken in before, and the own ones.
  private var earlier: [[Lanes]] = []
  private var packets: [Lanes] = []
  private var counted: [DrawSample] = []
  private var count = 0
  /// The largest size in each lane, and not a number where a draw is none or infinite.
  private var sizes = Lanes(repeating: 0)

  /// No draws yet.
  ///
  /// - Parameters:
  ///   - columns: how many numbers are drawn.
  ///   - capacity: the most draws that are kept as they are, a multiple of 8, and the number of bins.
  ///   - expected: the number of draws to come.
  public init(columns: Int, capacity: Int, expected: Int) {
    self.columns = columns
    self.capacity = capacity
    packets.reserveCapacity((min(capacity, expected) + 7) / 8 * columns)
  }

  /// Takes in the first lanes of a packet; only the last one has less than eight.
  ///
  /// - Parameters:
  ///   - values: one a column.
  ///   - lanes: how many lanes count; the others are finite.
  public mutating func add(_ values: [Lanes], _ lanes: Int) {
    precondition(values.count == columns && (count % 8 == 0 || columns == 0), "a value a column, and full packets before")
    var (largest, nothing) = (sizes, Lanes(repeating: 0))
    for value in values {
      let size = value.replacing(with: -value, where: value .< 0)
      largest.replace(with: size, where: size .> largest)
      nothing += value * 0
    }
    sizes = largest + nothing
    if counted.isEmpty, count + lanes > capacity, columns > 0 {
      counted = (0..<columns).map { sample($0) }
      packets = []
      earlier = []
    }
    if counted.isEmpty {
      packets.append(contentsOf: values)
    } else {
      for column in 0..<columns { counted[column].add(values[column], lanes) }
    }
    count += lanes
  }

  /// Takes in the draws of another table behind its own, which end with a full packet.
  ///
  /// - Parameter other: a table whose draws are all kept; together they are no more than the capacity.
  public mutating func append(_ other: DrawTable) {
    precondition(counted.isEmpty && other.counted.isEmpty && count + other.count <= capacity, "kept draws only")
    earlier.append(packets)
    earlier += other.earlier
    packets = other.packets
    count += other.count
    sizes = sizes.replacing(with: other.sizes, where: sizes .<= other.sizes) + other.sizes * 0
  }

  /// The draws of a column.
  public func sample(_ column: Int) -> DrawSample {
    counted.isEmpty ? DrawSample(kept(column), capacity: capacity) : counted[column]
  }

  /// The draws of a column less those of another table.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - other: a table of as many draws; all draws of both are kept.
  public func difference(_ column: Int, less other: DrawTable) -> DrawSample {
    precondition(counted.isEmpty && other.counted.isEmpty && count == other.count, "kept draws only")
    var differences = kept(column)
    let others = other.kept(column)
    for index in differences.indices { differences[index] -= others[index] }
    return DrawSample(differences, capacity: capacity)
  }

  private func kept(_ column: Int) -> [Double] {
    unsafe [Double](unsafeUninitializedCapacity: (count + 7) / 8 * 8) { kept, initialised in
      var place = 0
      let target = UnsafeMutableRawBufferPointer(kept)
      for part in earlier + [packets] {
        unsafe part.withUnsafeBufferPointer { part in
          for index in stride(from: column, to: part.count, by: columns) {
            unsafe target.storeBytes(of: part[index], toByteOffset: place, as: Lanes.self)
            place += MemoryLayout<Lanes>.stride
          }
        }
      }
      initialised = count
    }
  }

  /// Whether every draw is a number of less than this size.
  public func isWithin(_ bound: Double) -> Bool { all(sizes .< bound) }
}
