import Series
import SeriesIO
import Testing

@Suite("Rows of a panel's results")
struct PanelRowsTests {
  private static let january = Month(year: 2024, month: 1)

  private func rows(
    _ values: [Double], width: Int, name: [UInt8] = [97], model: [UInt8] = [], from first: Month = january
  ) -> String? {
    var text: [UInt8] = []
    let isDone = PanelRows.append(series: name, from: first, values: values, width: width, model: model, to: &text)
    return isDone ? String(decoding: text, as: UTF8.self) : nil
  }

  @Test(
    "Numbers of any number of digits are those of the standard library",
    arguments: [
      1000, 1000.49, 1000.5, 9999.5, 99_999_999, 99_999_999.5, 100_000_000, 9_999_999_999, 999_999_999_999_999,
      999_999_999_999_999.9, (1e15).nextDown,
    ])
  func digits(value: Double) {
    #expect(rows([value], width: 1) == "a,2024-01,\(UInt64(value.rounded())),\n")
  }

  @Test("Beyond these limits nothing is written", arguments: [999.9, 1e15, -1000, 0, .nan, .infinity, -.infinity])
  func limits(value: Double) {
    #expect(rows([value], width: 1) == nil)
    #expect(rows([2000, value], width: 2) == nil)
  }

  @Test("A name has any number of bytes", arguments: [0, 1, 7, 8, 9, 1023, 1024, 1 << 16, 6 << 16])
  func names(count: Int) {
    let name = [UInt8](repeating: 120, count: count)
    let text = rows([1000, (1e15).nextDown, 2000, 3000], width: 2, name: name, model: name)
    let word = String(repeating: "x", count: count)
    #expect(text == "\(word),2024-01,1000,1000000000000000,\(word)\n\(word),2024-02,2000,3000,\(word)\n")
  }

  @Test("There is at least one value a month; without values there are no rows", arguments: [-1, 0, 1, 3, .max])
  func widths(width: Int) {
    #expect(rows([], width: width) == (width > 0 ? "" : nil))
    #expect(rows([1000, 2000], width: width) == [1: "a,2024-01,1000,\na,2024-02,2000,\n", 3: "", .max: ""][width])
  }

  @Test("Years have four digits")
  func years() {
    #expect(rows([1000], width: 1, from: Month(year: 999, month: 12)) == nil)
    #expect(rows([1000], width: 1, from: Month(year: 1000, month: 1)) == "a,1000-01,1000,\n")
    #expect(rows([1000], width: 1, from: Month(year: 9999, month: 12)) == "a,9999-12,1000,\n")
    #expect(rows([1000, 1000], width: 1, from: Month(year: 9999, month: 12)) == nil)
  }
}
