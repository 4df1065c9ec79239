import Foundation
import Reporting
import Series
import TestSupport
import Testing

@Suite("Results as JSON")
struct JSONWriterTests {
  private func json(_ fields: [String: ResultField]) -> String {
    let table = ResultTable(columns: [ResultColumn("a")], rows: [[ResultCell]]())
    return OutputFormat.json.writer().text(of: ResultDocument([], data: table, fields: fields))
  }

  @Test("Keys are sorted, slashes are not escaped, and the text ends with a line feed")
  func sorted() {
    #expect(
      json(["b": .text("x/y"), "a": .count(1), "c": .record(["z": .flag(false), "y": .flag(true)])]) == """
        {
          "a" : 1,
          "b" : "x/y",
          "c" : {
            "y" : true,
            "z" : false
          }
        }

        """)
  }

  @Test("Missing values and values that are not finite are left out of records and null in lists")
  func missing() {
    #expect(json(["a": .number(.nan), "b": .number(nil), "c": .text(nil), "d": .number(.infinity)]) == "{\n\n}\n")
    #expect(
      json(["a": .numbers([1.5, .nan, -.infinity])]) == "{\n  \"a\" : [\n    1.5,\n    null,\n    null\n  ]\n}\n")
    #expect(json(["a": .list([])]) == "{\n  \"a\" : [\n\n  ]\n}\n")
  }

  @Test(
    "Values are those of CSV",
    arguments: [
      (ResultCell.users(1234.5), "1235"), (.users(0.1234567), "0.123457"), (.number(1234.5, .amount), "1234.5"),
      (.number(-0.25), "-0.25"), (.number(1e-12), "1e-12"), (.percent(0.5), "0.5"), (.count(-7), "-7"),
      (.month(Month(year: 2024, month: 2)), "\"2024-02\""),
      (.text("a\n\"b\" | <c> `d`, e"), #""a\n\"b\" | <c> `d`, e""#),
      (.interval(1, 2.5, .significant(3)), "[\n    1,\n    2.5\n  ]"), (.flag(true), "true"),
      (ResultCell("kind").shown(as: "in words"), "\"kind\""),
    ])
  func values(cell: ResultCell, text: String) { #expect(json(["v": .cell(cell)]) == "{\n  \"v\" : \(text)\n}\n") }

  @Test("A seed may be larger than any Int")
  func seed() { #expect(json(["seed": .seed(.max)]) == "{\n  \"seed\" : 18446744073709551615\n}\n") }

  @Test("Every text comes back")
  func texts() throws {
    let document = json(["texts": .texts(HostileText.texts)])
    // JSONSerialization drops a byte-order mark at the beginning of a text.
    let texts = try #require(try JSONDecoder().decode([String: [String]].self, from: Data(document.utf8))["texts"])
    #expect(texts.count == HostileText.texts.count)
    for (text, written) in zip(texts, HostileText.texts) { #expect(text.utf8.elementsEqual(written.utf8)) }
  }

  @Test(
    "No number stops the writer",
    arguments: [
      Double.nan, .infinity, -.infinity, 1e308, -1e308, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0,
    ])
  func numbers(value: Double) throws {
    let formats: [NumberFormat] = [
      .significant(3), .decimals(2), .percent(1), .probability, .users, .signedUsers, .amount, .signedAmount,
    ]
    for format in formats {
      let cells = [ResultCell.number(value, format), .interval(value, value, format), ResultCell("x", value: value)]
      let fields = [
        "list": ResultField.list(cells.map(ResultField.cell)), "own": .cell(cells[0]), "pair": .cell(cells[1]),
      ]
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json(fields).utf8)) }
      for cell in cells { #expect(!cell.text.isEmpty && !cell.machineText.contains("n")) }
    }
  }
}
