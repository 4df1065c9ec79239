import ChurnForecast
import Testing

@Suite("Season")
struct SeasonTests {
  @Test("The columns sum to zero over every year")
  func sums() {
    let start = Month(year: 2021, month: 5)
    for column in 0..<Season.columns {
      #expect((0..<12).reduce(0) { $0 + Season.value(column, in: start.advanced(by: $1)) } == 0)
    }
    let march = Month(year: 2021, month: 3)
    #expect((0..<Season.columns).map { Season.value($0, in: march) }.firstIndex(of: 1) == 2)
    #expect(Season.names.count == Season.columns && Season.names[0] == "season Jan")
  }
}
