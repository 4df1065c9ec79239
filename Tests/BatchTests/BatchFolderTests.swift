import ChurnForecast
import Foundation
import Testing

@Suite("Folders of batches and tables of any rows")
struct BatchFolderTests {
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "churn-forecast-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "coefficients"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8) }
    try body(folder.path())
  }

  private static let header = "series,month,median\n"

  @Test("Parts come one after another; what stands behind a gap is not complete")
  func parts() throws {
    try withFolder([
      "manifest.json": "{}", "_SUCCESS": "", "part-00000.csv": Self.header + "a,2024-01,1\na,2024-02,2\n",
      "part-00001.csv": Self.header + "\"b,c\",2024-01,3\n", "part-00003.csv": Self.header + "d,2024-01,4\n",
      "failures.csv": "series,reason,message\n",
    ]) { path in
      #expect(BatchFolder.isOne(path))
      let folder = try BatchFolder(path: path + "//")
      #expect(folder.isFinished && folder.manifest == "{}")
      var parts: [[String]] = []
      try folder.forEachForecastPart { table in parts.append(table.rows.compactMap { $0["series"] }) }
      #expect(parts == [["a", "a"], ["b,c"]])
      var coefficients = 0
      try folder.forEachCoefficientPart { _ in coefficients += 1 }
      #expect(coefficients == 0)
      #expect(try folder.failures().isEmpty)
    }
  }

  @Test("A part without a column, with a word for a number, or a folder without a manifest is refused")
  func errors() throws {
    try withFolder(["manifest.json": "{}", "part-00000.csv": "series,median\na,1\n"]) { path in
      let folder = try BatchFolder(path: path)
      #expect(!folder.isFinished)
      #expect {
        try folder.forEachForecastPart { _ in }
      } throws: { "\($0)".contains("part-00000.csv: there is no column `month`") }
    }
    try withFolder(["t.csv": "name,value\na,x\nb,\n"]) { path in
      let rows = Array(try #require(try TableFile(path: path + "/t.csv", columns: ["name"])).rows)
      #expect { try rows[0].number("value") } throws: {
        "\($0)".contains("t.csv:2: column `value`: \"x\" is not a number")
      }
      #expect(try rows[1].number("value") == nil && rows[1].number("none") == nil)
      #expect(throws: SeriesIOError.self) { try BatchFolder(path: path) }
      #expect(!BatchFolder.isOne(path))
    }
  }
}
