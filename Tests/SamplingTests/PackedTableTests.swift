import ChurnForecast
import Testing

@Suite("Packed tables")
struct PackedTableTests {
  private func row(_ start: Double) -> SIMD8<Double> { SIMD8((0..<8).map { start + Double($0) }) }

  @Test("A table has any number of rows", arguments: 0...17)
  func rows(count: Int) {
    var table = PackedTable(columns: 2, expected: count)
    for start in stride(from: 0, to: count, by: 8) {
      table.append([row(Double(start)), row(100 + Double(start))], rows: min(8, count - start))
    }
    #expect(table.count == count)
    #expect(table.column(0) == (0..<count).map(Double.init))
    #expect(table.column(1) == (0..<count).map { 100 + Double($0) })
  }

  @Test("Tables are joined, empty ones too")
  func joined() {
    var table = PackedTable(columns: 1, expected: 0)
    table.append(PackedTable(columns: 1, expected: 100))
    var other = PackedTable(columns: 1, expected: 0)
    other.append([row(0)], rows: 8)
    table.append(other)
    other = PackedTable(columns: 1, expected: 0)
    other.append([row(8)], rows: 1)
    table.append(other)
    #expect(table.column(0) == (0..<9).map(Double.init))
  }

  @Test("Columns that a table does not have, and rows after a part of a block, are refused")
  func refusals() async {
    await #expect(processExitsWith: .failure) { _ = PackedTable(columns: 0, expected: 0).column(0) }
    await #expect(processExitsWith: .failure) {
      var table = PackedTable(columns: 1, expected: 0)
      table.append([SIMD8(repeating: 0)], rows: 3)
      table.append([SIMD8(repeating: 0)], rows: 8)
    }
  }
}
