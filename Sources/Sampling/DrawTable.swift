/// The draws of several numbers, one column each, in bounded memory: kept as they are up to a limit, beyond it by a
/// ``DrawSample`` per column.
public struct DrawTable: Sendable {
  private let capacity: Int
  private var kept: PackedTable
  private var counted: [DrawSample] = []
  /// The largest absolute value in each lane; NaN where a draw is NaN or infinite.
  private var sizes = Lanes(repeating: 0)

  /// No draws yet.
  ///
  /// - Parameters:
  ///   - columns: how many numbers are drawn.
  ///   - capacity: the largest number of draws kept as they are, a multiple of 8, and the number of bins.
  ///   - expected: the expected number of draws.
  public init(columns: Int, capacity: Int, expected: Int) {
    self.capacity = capacity
    kept = PackedTable(columns: columns, expected: min(capacity, expected))
  }

  /// Adds packets of eight rows; only the last one may have fewer.
  ///
  /// - Parameters:
  ///   - packets: the values of each packet, one per column.
  ///   - counts: by packet, how many lanes count; the others are finite.
  public mutating func add(_ packets: [[Lanes]], _ counts: [Int]) {
    for packet in packets { measure(packet) }
    var first = 0
    while counted.isEmpty, first < packets.count {
      guard kept.columns == 0 || kept.count + counts[first] <= capacity else {
        counted = (0..<kept.columns).map { sample($0) }
        kept = PackedTable(columns: kept.columns, expected: 0)
        break
      }
      kept.append(packets[first], rows: counts[first])
      first += 1
    }
    // One column after another: its counts stay in the cache.
    for column in counted.indices {
      for packet in first..<packets.count { counted[column].add(packets[packet][column], counts[packet]) }
    }
  }

  private mutating func measure(_ values: [Lanes]) {
    var (largest, nothing) = (sizes, Lanes(repeating: 0))
    for value in values {
      let size = value.replacing(with: -value, where: value .< 0)
      largest.replace(with: size, where: size .> largest)
      nothing += value * 0
    }
    sizes = largest + nothing
  }

  /// Appends the draws of another table; this table must end with a full packet.
  ///
  /// - Parameter other: a table whose draws are all kept; together they must not exceed the capacity.
  public mutating func append(_ other: DrawTable) {
    // Cannot trap: scenarios ask first whether all draws are kept.
    precondition(
      counted.isEmpty && other.counted.isEmpty && kept.count + other.kept.count <= capacity,
      "both tables must have kept all draws")
    kept.append(other.kept)
    sizes = sizes.replacing(with: other.sizes, where: sizes .<= other.sizes) + other.sizes * 0
  }

  /// The draws of a column.
  public func sample(_ column: Int) -> DrawSample {
    counted.isEmpty ? DrawSample(kept.column(column), capacity: capacity) : counted[column]
  }

  /// The draws of a column minus those of another table.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - other: a table of as many draws; all draws of both are kept.
  /// - Returns: the differences, draw by draw.
  public func difference(_ column: Int, less other: DrawTable) -> DrawSample {
    // Cannot trap: scenarios ask first whether all draws are kept.
    precondition(
      counted.isEmpty && other.counted.isEmpty && kept.count == other.kept.count, "both tables must have kept all draws"
    )
    var differences = kept.column(column)
    let others = other.kept.column(column).span
    var values = differences.mutableSpan
    for index in 0..<others.count { values[index] -= others[index] }
    return DrawSample(differences, capacity: capacity)
  }

  /// Whether every draw is smaller than this in absolute value.
  public func isWithin(_ bound: Double) -> Bool { (sizes .< bound).holdsEverywhere }
}
