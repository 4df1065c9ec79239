import ChurnForecast
import Foundation
import Testing

@Suite("Ticks")
struct TicksTests {
  @Test(
    "Ticks are round and lie within the range",
    arguments: [
      (309.5e6...408.4e6, 6, [320e6, 340e6, 360e6, 380e6, 400e6]),
      (0.0...1.0, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
      (-3.0...4.0, 3, [0]),
      (-0.0123...0.0071, 4, [-0.01, -0.005, 0, 0.005]),
      (7.0...7.0, 4, [7]),
    ])
  func numbers(range: ClosedRange<Double>, count: Int, expected: [Double]) {
    let ticks = NumberTicks(range, about: count)
    #expect(ticks.values.count == expected.count, "\(ticks.values)")
    for (tick, value) in zip(ticks.values, expected) { #expect(abs(tick - value) <= 1e-12 * max(1, abs(value))) }
  }

  @Test(
    "A widened range begins and ends with a tick",
    arguments: [1.0...9.3, -0.31...0.31, 0.999...1.001, -5e9 ... -1e9, 3.0...3.0])
  func widened(range: ClosedRange<Double>) throws {
    let ticks = NumberTicks(around: range, about: 4)
    let first = try #require(ticks.values.first)
    let last = try #require(ticks.values.last)
    #expect(first <= range.lowerBound && range.upperBound <= last && first < last)
    #expect(ticks.values.count <= 12)
  }

  @Test("Labels of an axis share a unit and have as many decimals as the step needs")
  func labels() {
    func texts(_ unit: AxisUnit, _ range: ClosedRange<Double>) -> [String] {
      unit.labels(NumberTicks(around: range, about: 3))
    }
    #expect(texts(.users, 310e6...390e6) == ["300 M", "350 M", "400 M"])
    #expect(texts(.users, 1.18e9...1.22e9) == ["1.18 B", "1.20 B", "1.22 B"])
    #expect(texts(.users, 2000...6000) == ["2,000", "4,000", "6,000"])
    #expect(texts(.percent, -0.05...0.05) == ["−5 %", "0", "5 %"])
    #expect(texts(.number, 0.001...0.002) == ["0.0010", "0.0015", "0.0020"])
    #expect(texts(.number, 1e20...2e20).allSatisfy { $0.contains("e+20") })
  }

  @Test("Months have ticks at the beginning of years and quarters, and no more than there is room for")
  func months() {
    let first = Month(year: 2022, month: 12)
    func labels(_ count: Int, _ width: Double) -> [String] {
      MonthTicks(first...first.advanced(by: count), width: width).ticks.map(\.label)
    }
    #expect(labels(24, 800).prefix(3) == ["Jan 2023", "Apr 2023", "Jul 2023"])
    #expect(labels(24, 300) == ["Jan 2023", "Jul 2023", "Jan 2024", "Jul 2024"])
    #expect(labels(120, 500).first == "2023" && labels(120, 500).count == 10)
    for (months, width) in [(1, 300.0), (7, 120), (60, 90), (600, 300), (9000, 300)] {
      let ticks = MonthTicks(first...first.advanced(by: months), width: width).ticks
      let places = ticks.map { Double(first.distance(to: $0.month)) / Double(months) * width }
      for (index, place) in places.enumerated().dropFirst() {
        let needed = (TextExtent.width(ticks[index].label) + TextExtent.width(ticks[index - 1].label)) / 2
        #expect(place - places[index - 1] >= needed, "\(months) months on \(width)")
      }
    }
  }

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

  @Test("A name that does not fit is shortened in its middle")
  func fitted() {
    #expect(TextExtent.fitted("outages", 500) == "outages")
    let name = "editors of the English Wikipedia, 2024"
    let short = TextExtent.fitted(name, 140)
    #expect(short.hasPrefix("edi") && short.hasSuffix("…, 2024"))
    #expect(TextExtent.width(short) <= 140)
  }
}
