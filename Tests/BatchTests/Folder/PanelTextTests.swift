import ChurnForecast
import Testing

@Suite("Rows of many series")
struct PanelTextTests {
  @Test("Users are whole numbers of any size, months and names as they should be")
  func numbers() {
    var values: [Double] = [
      999.4, 999.5, 1000, 1000.49, 9999.5, 10_000, 12_345_678, 99_999_999.5, 1e8, 123_456_789_012,
    ]
    values += [999_999_999_999, 1e12, 100_010_001_000, 1e14 + 1, 999_999_999_999_999]
    for power in 3..<15 { values.append((0..<power).reduce(1.0) { product, _ in product * 10 } + Double(power) * 7) }
    func rows(_ first: Month, _ values: [Double]) -> String {
      var text = Array("before\n".utf8)
      PanelText.append(
        series: PanelText.cell("a"), from: first, values: values, width: 2, model: Array("m".utf8), to: &text)
      return String(decoding: text, as: UTF8.self)
    }
    func text(_ value: Double) -> String { value >= 1000 ? "\(Int(value.rounded()))" : "\(value)" }
    let december = Month(year: 2023, month: 12)
    for value in values {
      // Whole numbers are written by a different method from others.
      let whole = value >= 1000 ? value.rounded() : 1000
      #expect(
        rows(december, [whole, 1e14, 7777, value])
          == "before\na,2023-12,\(Int(whole)),100000000000000,m\na,2024-01,7777,\(text(value)),m\n")
      #expect(
        rows(december, [value, 12.5, 0.123456789, value])
          == "before\na,2023-12,\(text(value)),12.5,m\na,2024-01,0.123457,\(text(value)),m\n")
    }
    #expect(rows(Month(year: 9999, month: 12), [1000, 1000, 1000, 1000]).hasSuffix("a,10000-01,1000,1000,m\n"))
    #expect(rows(Month(year: 9999, month: 11), [1000, 1000, 1000, 1000]).hasSuffix("a,9999-12,1000,1000,m\n"))
  }

  @Test("Names of all lengths and numbers of all sizes follow one another")
  func sizes() {
    var state: UInt64 = 7
    for length in 0...33 {
      var values: [Double] = []
      for digits in 3..<15 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        values.append((1 + 8.99 * Double(state >> 11) / 0x1p53) * power)
      }
      let (name, model) = (String(repeating: "n", count: length), String(repeating: "m", count: 33 - length))
      var text = Array("before\n".utf8)
      PanelText.append(
        series: PanelText.cell(name), from: Month(year: 1999, month: 11), values: values, width: 3,
        model: Array(model.utf8), to: &text)
      let months = ["1999-11", "1999-12", "2000-01", "2000-02"]
      let rows = months.enumerated().map { row, month in
        let cells = values[(3 * row)..<(3 * row + 3)].map { "\(Int($0.rounded()))" }
        return ([name, month] + cells + [model]).joined(separator: ",") + "\n"
      }
      #expect(String(decoding: text, as: UTF8.self) == "before\n" + rows.joined())
    }
  }

  @Test(
    "Names that a spreadsheet would run as formulas are made harmless, all others are kept",
    arguments: [
      ("plain_7", "plain_7"), ("two words", "two words"), ("=cmd()", "'=cmd()"), ("+1 x", "'+1 x"), ("-5", "-5"),
      ("+5.5", "+5.5"), ("-x", "'-x"), ("@x", "'@x"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
      ("=\"a\"", "\"'=\"\"a\"\"\""), ("a\nb", "\"a\nb\""), ("", ""), ("\tx", "'\tx"), ("café", "café"),
      ("a,\u{301}b", "\"a,\u{301}b\""), ("x\"\u{200D}y", "\"x\"\"\u{200D}y\""), ("'=x", "''=x"), ("-inf", "'-inf"),
      ("＝x", "'＝x"), (" =x,", "\"' =x,\""),
    ])
  func names(name: String, cell: String) {
    #expect(String(decoding: PanelText.cell(name), as: UTF8.self) == cell)
  }

  @Test("Headers name the columns, those of intervals by their coverages")
  func headers() {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(
      text(PanelText.forecastHeader(coverages: [0.5, 0.95]))
        == "series,month,median,lower50,upper50,lower95,upper95,model\n")
    #expect(text(PanelText.forecastHeader(coverages: [])) == "series,month,median,model\n")
    #expect(text(PanelText.coefficientHeader) == "series,coefficient,estimate,standardError,lower,upper\n")
    #expect(text(PanelText.failureHeader) == "series,reason,message\n")
  }

  @Test("Coefficients have all digits, blanks where there is no error; messages are quoted where needed")
  func otherRows() {
    var text: [UInt8] = []
    PanelText.append(
      series: PanelText.cell("a,b"), coefficient: PanelText.cell("x"), [0.1, 1e-7, -3, 40][...], to: &text)
    PanelText.append(series: PanelText.cell("a"), coefficient: PanelText.cell("decay"), [9, 8, 0.5][2...], to: &text)
    PanelText.append(series: PanelText.cell("a"), reason: "bad-row", message: "f:2: \"x\", y", to: &text)
    #expect(
      String(decoding: text, as: UTF8.self)
        == "\"a,b\",x,0.1,1e-07,-3.0,40.0\na,decay,0.5,,,\na,bad-row,\"f:2: \"\"x\"\", y\"\n")
  }
}
