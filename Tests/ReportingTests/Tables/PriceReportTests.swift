import ChurnForecast
import Testing

@Suite("Reports of prices")
struct PriceReportTests {
  @Test("Two rows per driver: every month and once, with the unit")
  func rows() throws {
    let prices = try Samples.solution().price()
    let rows = Samples.fields(PriceReport(prices).rendered(as: .csv).replacing("\"storm, really\"", with: "storm"))
    #expect(rows.dropFirst().map { $0[0] } == ["outages", "outages", "tone", "tone"])
    #expect(rows.dropFirst().map { $0[1] } == ["1.0", "1.0", "0.05", "0.05"])
    #expect(rows.dropFirst().map { $0[2] } == ["sustained", "single", "sustained", "single"])
    #expect(rows[1][5] == NumberText.whole(prices.items[0].sustained.users))
    #expect(rows[2][6] == NumberText.whole(prices.items[0].single.interval.lowerBound))
    #expect(rows[2][3] == "2023-01" && rows[2][4] == "2024-12")
    let text = PriceReport(prices).rendered(as: .table)
    #expect(text.hasPrefix("Prices in storm, really\n\none more of  unit  when"))
    #expect(text.contains("every month from 2023-01") && text.contains("once, in 2023-01"))
    #expect(!text.contains("money") && !text.contains("Money"))
  }

  @Test("Money is users times the value, with an ascending interval even for a cost")
  func money() throws {
    for value in [2.5, -2.5] {
      let prices = try Samples.solution().price(valuePerUser: value)
      let item = prices.items[0]
      let rows = Samples.fields(PriceReport(prices).rendered(as: .csv))
      #expect(rows[0][8...10] == ["money", "moneyLower", "moneyUpper"])
      #expect(Double(rows[1][8]) == item.sustained.users * value)
      let ends = [item.sustained.interval.lowerBound * value, item.sustained.interval.upperBound * value].sorted()
      #expect(Double(rows[1][9]) == ends[0] && Double(rows[1][10]) == ends[1])
      #expect(PriceReport(prices).rendered(as: .table).contains("Money: users times \(NumberText.significant(value))"))
      let first = try #require(
        (try Samples.json(PriceReport(prices).rendered(as: .json))["prices"] as? [[String: Any]])?.first)
      let single = try #require(first["single"] as? [String: Any])
      #expect(Set(single.keys) == ["users", "lower", "upper", "money"])
      #expect(single["users"] as? Double == NumberText.rounded(item.single.users))
    }
  }

  @Test("A page says what the unit is, and what it costs where the value of a user is stated")
  func page() throws {
    let (columns, rows) = PriceReport(try Samples.solution().price(valuePerUser: 2)).table.seen(by: .page)
    let users = ["one unit", "when", "users in 2024-12", "95 % interval"]
    #expect(columns.map(\.title) == users + ["money", "95 % interval", "basis"])
    #expect(
      try PriceReport(Samples.solution().price()).table.seen(by: .page).columns.map(\.title) == users + ["basis"])
    #expect(
      rows.map { $0[0].text } == ["1 more of outages", "1 more of outages", "0.05 more of tone", "0.05 more of tone"])
  }
}
