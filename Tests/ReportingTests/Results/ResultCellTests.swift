import Reporting
import Series
import Testing

@Suite("Cells")
struct ResultCellTests {
  private static let february = Month(year: 2024, month: 2)

  @Test(
    "People read a rounded number; machines get all of it, or whole users",
    arguments: [
      (ResultCell.number(0.123456), "0.1235", 0.123456), (.number(1234.56, .decimals(1)), "1234.6", 1234.56),
      (.users(1_234_567.8), "1.235 M", 1_234_568), (.signedUsers(1_234_567.8), "+1.235 M", 1_234_568),
      (.number(1_234_567.8, .amount), "1.235 M", 1_234_567.8),
      (.number(-1_234_567.8, .signedAmount), "−1.235 M", -1_234_567.8), (.percent(0.12345, 1), "12.3 %", 0.12345),
      (.number(0.00001, .probability), "<0.0001", 0.00001), (.count(12), "12", 12),
      (ResultCell("many", value: 3), "many", 3), (.number(3).shown(as: "any"), "any", 3), (.users(0), "0", 0),
      (.users(-0.0), "0", 0), (.number(1e15), "1.000e+15", 1e15), (.number(1e-12), "1.000e−12", 1e-12),
    ])
  func numbers(cell: ResultCell, text: String, value: Double) {
    #expect(cell.text == text)
    #expect(cell.value == value)
  }

  @Test(
    "Words, months and missing values have no number",
    arguments: [
      (ResultCell("a | <b> `c`"), "a | <b> `c`"), (.text(nil), ""), (.missing(), ""), (.missing("none"), "none"),
      (.month(february), "2024-02"), (.month(nil, orElse: "later"), "later"), (.flag(false), "false"),
      (.number(nil), ""),
      (.number(.nan), "–"), (.number(.infinity), "∞"), (.percent(.nan), "– %"), (.users(-.infinity), "−∞"),
      (.interval(1, 2, .decimals(1)), "1.0 … 2.0"), (.interval(0.1...0.25, .percent(0)), "10 % … 25 %"),
      (.interval(nil, .users), ""), (.interval(.month(february), .month(nil, orElse: "later")), "2024-02 … later"),
    ])
  func words(cell: ResultCell, text: String) {
    #expect(cell.text == text)
    #expect(cell.value == nil)
  }

  @Test("An interval has two parts, anything else is its own")
  func parts() {
    #expect(ResultCell.interval(1, 2, .users).parts == [.users(1), .users(2)])
    #expect(ResultCell.missing("none").parts == [.missing("none")])
  }
}
