import ChurnForecast
import Testing

@Suite("Classes of samples")
struct SampleClassesTests {
  @Test("Classes have equal width, and hold every value that is not outside")
  func classes() throws {
    let sample = (0..<1000).map { Double(($0 * 389) % 1000) }
    let result = try #require(SampleClasses(sample, count: 10))
    #expect(result.classes.reduce(0) { $0 + $1.count } + result.outside.below + result.outside.above == 1000)
    #expect(result.outside == (5, 5))
    #expect(result.classes.allSatisfy { (98...101).contains($0.count) })
    #expect(result.deciles.map { $0.rounded() } == [100, 500, 899])
    #expect(SampleClasses([]) == nil)
    #expect(try #require(SampleClasses([3, 3, 3])).classes.reduce(0) { $0 + $1.count } == 3)
  }

  @Test("A value on the border of two classes is in the upper one, the last border in the last class")
  func borders() throws {
    let sample = (0...1000).map(Double.init)
    let result = try #require(SampleClasses(sample, count: 10))
    #expect(result.classes.map(\.range.lowerBound) == (0..<10).map { 5 + 99 * Double($0) })
    #expect(result.classes.map(\.count) == [99, 99, 99, 99, 99, 99, 99, 99, 99, 100] && result.outside == (5, 5))
    #expect(result.deciles == [100, 500, 900])
    #expect(result == SampleClasses(sample.reversed(), count: 10) && result != SampleClasses(sample, count: 11))
  }
}
