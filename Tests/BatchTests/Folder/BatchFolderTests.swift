import ChurnForecast
import Foundation
import TestSupport
import Testing

/// A folder with files that is removed after the test.
private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) async throws {
  try await withFolder { folder in
    try FileManager.default.createDirectory(atPath: "\(folder)/coefficients", withIntermediateDirectories: true)
    for (name, text) in files { try TextFile.write(text, to: "\(folder)/\(name)") }
    try body(folder)
  }
}

/// The contents of the smallest manifest.
private let manifest = """
  {"identity": {"version": "1", "input": {"file": "panel.csv"}, "model": "", "options": {}}, "arguments": [], "seed": 5,
  "times": {"started": "2026-01-01T00:00:00Z"}}
  """

@Suite("Folders of batches")
struct BatchFolderTests {
  private static let header = "series,month,median\n"

  @Test("Parts are numbered without gaps; those after a gap do not count as complete")
  func parts() async throws {
    try await withFiles([
      "manifest.json": manifest, "_SUCCESS": "", "part-00000.csv": Self.header + "a,2024-01,1\na,2024-02,2\n",
      "part-00001.csv": Self.header + "\"b,c\",2024-01,3\n", "part-00003.csv": Self.header + "d,2024-01,4\n",
      "failures.csv": "series,reason,message\n",
    ]) { path in
      #expect(BatchFolder.isOne(path))
      let folder = try BatchFolder(path: path + "//")
      #expect(folder.isFinished && folder.manifest.seed == 5 && folder.path == path)
      #expect(folder.name == path.split(separator: "/").last.map(String.init))
      var rows: [String] = []
      try folder.forEachForecast { rows.append("\($0.series) \($0.month) \($0.median)") }
      #expect(rows == ["a 2024-01 1.0", "a 2024-02 2.0", "b,c 2024-01 3.0"])
      try folder.forEachCoefficient { rows.append($0.series) }
      #expect(rows.count == 3)
      #expect(try folder.failures().isEmpty)
    }
  }

  @Test("Rows have the widest interval, coefficients theirs, failures their messages; a part may be empty")
  func rows() async throws {
    try await withFiles([
      "manifest.json": manifest,
      "part-00000.csv": "series,month,median,lower80,upper80,model\n",
      "part-00001.csv": """
      series,month,median,lower50,upper50,lower80,upper80,lower9,upper9,model
      a,2024-01,5,4,6,3,7,1,9,naive
      a,2024-02,5,4,6,,7,1,9,naive
      a,2024-03,5,4,6,8,7,1,9,

      """,
      "coefficients/part-00000.csv": """
      series,coefficient,estimate,standardError,lower,upper
      a,x,0.5,0.1,0.3,0.7
      a,decay,0.9,,,

      """,
      "failures.csv": "series,reason,message\nb,bad-row,\"panel.csv:3: a row, and more\"\n",
    ]) { path in
      let folder = try BatchFolder(path: path)
      #expect(!folder.isFinished)
      var intervals: [ClosedRange<Double>?] = []
      var models: [String] = []
      try folder.forEachForecast {
        intervals.append($0.interval)
        models.append($0.model)
      }
      #expect(intervals == [3...7, nil, nil] && models == ["naive", "naive", ""])
      var coefficients: [String] = []
      try folder.forEachCoefficient {
        coefficients.append(
          "\($0.series) \($0.coefficient) \($0.estimate ?? 0) \($0.interval.map { "\($0)" } ?? "none")")
      }
      #expect(coefficients == ["a x 0.5 0.3...0.7", "a decay 0.9 none"])
      #expect(
        try folder.failures() == [
          FailureRow(series: "b", reason: "bad-row", message: "panel.csv:3: a row, and more")
        ])
    }
  }

  @Test(
    "A part without a column, or with a word for a number or a month, is rejected with its place",
    arguments: [
      ("series,median\na,1\n", "part-00000.csv: there is no column `month`"),
      ("series,month,median\na,soon,1\n", "part-00000.csv:2: column `month`: \"soon\" is not a month"),
      ("series,month,median\na,2024-01,x\n", "part-00000.csv:2: column `median`: \"x\" is not a number"),
      ("series,month,median\na,2024-01,\n", "part-00000.csv:2: column `median`: \"\" is not a number"),
      ("series,month,median,lower80,upper80\na,2024-01,1,y,2\n", "column `lower80`: \"y\" is not a number"),
    ])
  func errors(part: String, message: String) async throws {
    try await withFiles(["manifest.json": manifest, "part-00000.csv": part]) { path in
      let folder = try BatchFolder(path: path)
      #expect { try folder.forEachForecast { _ in } } throws: { "\($0)".contains(message) }
      #expect(throws: SeriesIOError.self) { try PanelSummary(folder) }
    }
  }

  @Test("A folder without a manifest, or with that of something else, is not a batch folder")
  func manifests() async throws {
    try await withFiles([:]) { path in
      #expect(!BatchFolder.isOne(path))
      let missing = #expect(throws: SeriesIOError.self) { try BatchFolder(path: path) }
      #expect(missing?.kind == .inputNotFound)
    }
    for text in ["{}", "[", "", manifest.replacing("\"seed\"", with: "\"sown\"")] {
      try await withFiles(["manifest.json": text]) { path in
        #expect(throws: SeriesIOError.notManifest(file: path + "/manifest.json")) { try BatchFolder(path: path) }
      }
    }
  }

  @Test("Every name that is written comes back: of series, models, coefficients, reasons and messages")
  func names() async throws {
    let names = HostileText.names + HostileText.names.map { "'" + $0 }
    var forecasts = PanelText.forecastHeader(coverages: [])
    var (coefficients, failures) = (PanelText.coefficientHeader, PanelText.failureHeader)
    for name in names {
      let cell = PanelText.cell(name)
      PanelText.append(
        series: cell, from: Month(year: 2024, month: 1), values: [5], width: 1, model: cell, to: &forecasts)
      PanelText.append(series: cell, coefficient: cell, [1, 2, 3, 4][...], to: &coefficients)
      PanelText.append(series: cell, reason: name, message: name, to: &failures)
    }
    try await withFiles([
      "manifest.json": manifest, "part-00000.csv": String(decoding: forecasts, as: UTF8.self),
      "coefficients/part-00000.csv": String(decoding: coefficients, as: UTF8.self),
      "failures.csv": String(decoding: failures, as: UTF8.self),
    ]) { path in
      let folder = try BatchFolder(path: path)
      var read: [[String]] = []
      try folder.forEachForecast { read.append([$0.series, $0.model]) }
      try folder.forEachCoefficient { read.append([$0.series, $0.coefficient]) }
      for failure in try folder.failures() { read.append([failure.series, failure.reason, failure.message]) }
      #expect(read.count == 3 * names.count)
      for (texts, name) in zip(read, names + names + names) {
        for text in texts { #expect(ExactName(text) == ExactName(name), "\(name.debugDescription)") }
      }
    }
  }
}
