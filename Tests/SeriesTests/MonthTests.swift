import Foundation
import Series
import Testing

@Suite("Month")
struct MonthTests {
  @Test(
    "The four forms of a month are read",
    arguments: [
      ("2022-11", "2022-11"), ("2022-11-30", "2022-11"), ("2024-02-29", "2024-02"), ("2022-Q1", "2022-03"),
      ("2022-Q4", "2022-12"), ("2022", "2022-12"), ("0001-01", "0001-01"),
    ])
  func parsing(text: String, month: String) {
    #expect(Month(parsing: text)?.description == month)
  }

  @Test(
    "Anything else is rejected",
    arguments: [
      "", "22-11", "2022-13", "2022-00", "2022-1", "2022-Q5", "2022-Q", "2023-02-29", "2022-11-31", "2022/11",
      "2022-11-", " 2022-11", "-2022", "２０２２", "2022-11-30T00:00",
    ])
  func refusal(text: String) {
    #expect(Month(parsing: text) == nil)
  }

  @Test("Months can be counted across years")
  func arithmetic() {
    let december = Month(year: 2022, month: 12)
    #expect(december.advanced(by: 1) == Month(year: 2023, month: 1))
    #expect(december.advanced(by: -12).description == "2021-12")
    #expect(Month(year: 2010, month: 3).distance(to: december) == 153)
    #expect((december..<december.advanced(by: 3)).map(\.monthOfYear) == [12, 1, 2])
  }

  @Test("JSON contains the text of the month")
  func coding() throws {
    let data = try JSONEncoder().encode([Month(year: 2022, month: 3)])
    #expect(String(decoding: data, as: UTF8.self) == #"["2022-03"]"#)
    #expect(try JSONDecoder().decode([Month].self, from: data) == [Month(year: 2022, month: 3)])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Month].self, from: Data(#"["May"]"#.utf8)) }
  }

  @Test("Months before year 0 have a sign, and those of the calendar are read back")
  func calendar() {
    let (first, last) = (Month.calendar.lowerBound, Month.calendar.upperBound)
    #expect("\(first)" == "0000-01" && "\(last)" == "9999-12")
    #expect(Month(parsing: "\(first)") == first && Month(parsing: "\(last)") == last)
    #expect("\(first.advanced(by: -1))" == "-0001-12" && Month(parsing: "-0001-12") == nil)
    #expect("\(last.advanced(by: 1))" == "10000-01" && Month(parsing: "10000-01") == nil)
  }
}
