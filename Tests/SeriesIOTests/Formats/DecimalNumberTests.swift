import Series
import SeriesIO
import Testing

@Suite("Decimal numbers from bytes")
struct DecimalNumberTests {
  /// The numbers that a panel reads from cells; nil for rejected cells.
  private func parsed(_ cells: [String]) throws -> [Double?] {
    var pieces = ["series,month,mau,x\n"] + cells.enumerated().map { "s\($0.offset),2020-01,1,\($0.element)\n" }
    pieces.reverse()
    let reader = try PanelReader(file: "panel.csv", series: "series") { Array((pieces.popLast() ?? "").utf8) }
    let decoder = PanelDecoder(try PanelLayout(reader, mau: "mau", drivers: ["x"]))
    var values: [Double?] = []
    while let block = try reader.next() {
      for index in block.series.indices {
        do {
          try decoder.decode(index, of: block)
          values.append(decoder.driver(0)[0])
        } catch {
          values.append(nil)
        }
      }
    }
    return values
  }

  /// The number that the standard library reads from a text; magnitudes beyond 10^±100 are rejected.
  private func expected(_ text: String) -> Double? {
    Double(text).flatMap { $0 == 0 || (1e-100...1e100).contains(abs($0)) ? $0 : nil }
  }

  @Test("Every number has the same bits as from the standard library")
  func bits() throws {
    var state: UInt64 = 1
    func random() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 1
    }
    var texts = [
      "0", "-0", "1", "0.1", "00012.50", "9007199254740993", "9007199254740992.5", "1e5", "1.5e-7", ".5", "+2",
    ]
    texts += ["123456789012345678901234567890", "0.000000000000000000000000000001", "5.", "9223372036854775807.5"]
    for _ in 0..<100_000 {
      let whole = random() % [10, 1_000_000, 1 << 62][Int(random() % 3)]
      let digits = Int(random() % 20)
      texts.append("\(random() % 3 == 0 ? "-" : "")\(whole)." + String(random()).prefix(digits) + "7")
      texts.append("\(Double(bitPattern: random() % (1 << 62) | 0x3000_0000_0000_0000))")
    }
    // Up to nine characters that occur in numbers, often not forming one; blanks at the ends are not part of a cell.
    let characters = Array("0123456789012345678901234567890123456789.-")
    for _ in 0..<200_000 {
      texts.append(String((0...Int(random() % 9)).map { _ in characters[Int(random() % UInt64(characters.count))] }))
    }
    // Halfway between two doubles, and close to it.
    for shift in 0..<50 {
      let half = (1 << 54 | 1) as UInt64
      texts.append("\(half).\(String(repeating: "0", count: shift % 5))")
      texts.append("\(half + UInt64(shift))")
    }
    let found = try parsed(texts)
    #expect(found.count == texts.count)
    for (text, value) in zip(texts, found) where value?.bitPattern != expected(text)?.bitPattern {
      Issue.record("\(text) is read as \(value.map { "\($0)" } ?? "none")")
    }
  }

  @Test(
    "Text that is not a number gives nil",
    arguments: ["-", ".", "1.2.3", "abc", "nan", "inf", "0x10", "1e", "--1", "1 2", "1e300", "1e-300", "٣"])
  func refusals(text: String) throws { #expect(try parsed([text]) == [nil]) }

  @Test("Numbers of every length, with the point in every place, with and without a sign")
  func lengths() throws {
    let digits = "98765432101234567890123456789"
    var texts: [String] = []
    for count in 1...29 {
      for sign in ["", "-", "+"] {
        texts.append(sign + digits.prefix(count))
        texts.append(sign + String(repeating: "9", count: count))
        texts.append(sign + "1" + String(repeating: "0", count: count))
        texts.append(sign + "0." + String(repeating: "0", count: count) + "1")
        for place in 0...count {
          texts.append(sign + digits.prefix(place) + "." + digits.prefix(count).dropFirst(place))
        }
      }
    }
    texts += ["18446744073709551615", "18446744073709551616", "-9223372036854775808", "9007199254740993.0"]
    let found = try parsed(texts)
    for (text, value) in zip(texts, found) {
      #expect(value?.bitPattern == expected(text)?.bitPattern, "\(text) is read as \(value.map { "\($0)" } ?? "none")")
    }
  }

  @Test(
    "Exponents are read, and magnitudes outside 10^±100 are rejected",
    arguments: [
      ("1e2", 100), ("1E2", 100), ("2.5e-3", 0.0025), ("-1e+1", -10), ("1e100", 1e100), ("-1e100", -1e100),
      ("1e-100", 1e-100), ("0e999", 0), ("1.1e100", nil), ("9e-101", nil), ("1e999", nil), ("e5", nil), ("1e5.0", nil),
      ("1e+", nil), ("١", nil), ("1,5", nil), ("\"1,5\"", nil), ("1_000", nil), ("0x1F", nil), ("infinity", nil),
    ] as [(String, Double?)])
  func exponents(text: String, value: Double?) throws { #expect(try parsed([text]) == [value]) }
}
