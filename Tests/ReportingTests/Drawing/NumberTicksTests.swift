import ChurnForecast
import Testing

@Suite("Ticks of numbers")
struct NumberTicksTests {
  @Test(
    "Ranges without a width, or wider than numbers, have few ticks or none",
    arguments: [
      -Double.leastNonzeroMagnitude ... .leastNonzeroMagnitude, 0 ... .leastNonzeroMagnitude, -1e308...1e308,
      -Double.greatestFiniteMagnitude ... -1, 1e308...1e308,
      -Double.infinity...Double.infinity, 1e20...1.0000000000000002e20,
    ])
  func extremes(range: ClosedRange<Double>) {
    for ticks in [NumberTicks(range, about: 5), NumberTicks(around: range, about: 5)] {
      #expect(ticks.values.count <= 12 && ticks.step > 0)
      for unit in [AxisUnit.users, .percent, .count, .number] {
        #expect(unit.labels(ticks).count == ticks.values.count)
      }
    }
  }

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

  @Test("Ticks of counts are whole numbers", arguments: [0.0...1, 0.0...2, 0.0...37])
  func whole(range: ClosedRange<Double>) {
    let ticks = NumberTicks(around: range, about: 4, least: 1)
    #expect(ticks.values.allSatisfy { $0 == $0.rounded() } && ticks.values.count >= 2)
    #expect(NumberTicks(around: 0...1, about: 4).values.contains { $0 != $0.rounded() })
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
}
