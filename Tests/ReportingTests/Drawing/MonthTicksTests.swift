import ChurnForecast
import Testing

@Suite("Ticks of months")
struct MonthTicksTests {
  @Test("Months have ticks at the beginning of years and quarters, and no more than there is room for")
  func months() {
    let first = Month(year: 2022, month: 12)
    func labels(_ count: Int, _ width: Double) -> [String] {
      MonthTicks(first...first.advanced(by: count), width: width).ticks.map(\.label)
    }
    #expect(labels(24, 800).prefix(3) == ["2023-01", "2023-04", "2023-07"])
    #expect(labels(24, 300) == ["2023-01", "2023-07", "2024-01", "2024-07"])
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
}
