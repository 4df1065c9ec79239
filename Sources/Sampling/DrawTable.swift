/// The draws of several numbers, a column each, in bounded memory: as they are up to a limit, beyond that by a
/// ``DrawSample`` a column.
public struct DrawTable: Sendable {
  private let capacity: Int
  private var kept: PackedTable
  private var counted: [DrawSample] = []
  /// The largest size in each lane, and not a number where a draw is none or infinite.
  private var sizes = Lanes(repeating: 0)

  /// No draws yet.
  ///
  /// - Parameters:
  ///   - columns: how many numbers are drawn.
  ///   - capacity: the most draws that are kept as they are, a multiple of 8, and the number of bins.
  ///   - expected: the number of draws to come.
  public init(columns: Int, capacity: Int, expected: Int) {
    self.capacity = capacity
    kept = PackedTable(columns: columns, expected: min(capacity, expected))
  }

  /// Takes in the first lanes of a packet; only the last one has less than eight.
  ///
  /// - Parameters:
  ///   - values: one a column.
  ///   - lanes: how many lanes count; the others are finite.
  public mutating func add(_ values: [Lanes], _ lanes: Int) {
    var (largest, nothing) = (sizes, Lanes(repeating: 0))
    for value in values {
      let size = value.replacing(with: -value, where: value .< 0)
      largest.replace(with: size, where: size .> largest)
      nothing += value * 0
    }
    sizes = largest + nothing
    if counted.isEmpty, kept.count + lanes <= capacity || values.isEmpty {
      kept.append(values, rows: lanes)
      return
    }
    if counted.isEmpty {
      counted = values.indices.map { sample($0) }
      kept = PackedTable(columns: values.count, expected: 0)
    }
    for column in counted.indices { counted[column].add(values[column], lanes) }
  }

  /// Takes in the draws of another table behind its own, which end with a full packet.
  ///
  /// - Parameter other: a table whose draws are all kept; together they are no more than the capacity.
  public mutating func append(_ other: DrawTable) {
    precondition(
      counted.isEmpty && other.counted.isEmpty && kept.count + other.kept.count <= capacity, "kept draws only")
    kept.append(other.kept)
    sizes = sizes.replacing(with: other.sizes, where: sizes .<= other.sizes) + other.sizes * 0
  }

  /// The draws of a column.
  public func sample(_ column: Int) -> DrawSample {
    counted.isEmpty ? DrawSample(kept.column(column), capacity: capacity) : counted[column]
  }

  /// The draws of a column less those of another table.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - other: a table of as many draws; all draws of both are kept.
  /// - Returns: the differences, draw by draw.
  public func difference(_ column: Int, less other: DrawTable) -> DrawSample {
    precondition(counted.isEmpty && other.counted.isEmpty && kept.count == other.kept.count, "kept draws only")
    var differences = kept.column(column)
    let others = other.kept.column(column).span
    var values = differences.mutableSpan
    for index in 0..<others.count { values[index] -= others[index] }
    return DrawSample(differences, capacity: capacity)
  }

  /// Whether every draw is a number of less than this size.
  public func isWithin(_ bound: Double) -> Bool { all(sizes .< bound) }
}
