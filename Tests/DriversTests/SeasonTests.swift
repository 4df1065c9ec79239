import ChurnForecast
import Testing

@Suite("Season")
struct SeasonTests {
  @Test("The columns sum to zero over every year")
  func sums() {
    let start = Month(year: 2021, month: 5)
    for column in 0..<Season.columns {
      #expect((0..<12).reduce(0) { $0 + Season.row(start.advanced(by: $1))[column] } == 0)
    }
    #expect(Season.row(Month(year: 2021, month: 3)).firstIndex(of: 1) == 2)
    #expect(Season.names.count == Season.columns && Season.names[0] == "season Jan")
  }
}
