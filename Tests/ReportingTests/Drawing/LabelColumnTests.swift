import ChurnForecast
import Testing

@Suite("Columns of labels")
struct LabelColumnTests {
  @Test("Labels that are too near move apart as little as possible and stay in their order")
  func labelColumn() {
    #expect(LabelColumn.spread([10, 50], gap: 15, within: 0...100) == [10, 50])
    #expect(LabelColumn.spread([50, 50], gap: 10, within: 0...100) == [45, 55])
    #expect(LabelColumn.spread([99, 98], gap: 10, within: 0...100) == [100, 90])
    #expect(LabelColumn.spread([], gap: 10, within: 0...100).isEmpty)
    let crowded = LabelColumn.spread((0..<20).map { Double($0 % 3) }, gap: 15, within: 0...100)
    #expect(zip(crowded.sorted(), crowded.sorted().dropFirst()).allSatisfy { $1 - $0 > 5 })
    #expect(crowded.allSatisfy { (-1e-9...100 + 1e-9).contains($0) })
  }
}
