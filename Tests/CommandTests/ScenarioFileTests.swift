import Foundation
import Testing

@Suite("Scenario files to begin with")
struct ScenarioFileTests {
  private static func rows(_ header: String) -> String {
    "month,mau,\(header)\n"
      + (0..<40).map { index in
        let outages = index * 13 % 6
        let tone = 0.2 + 0.01 * Double(index * 11 % 7)
        return
          "20\(20 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1),\(1_000_000 + 9000 * index - 7000 * outages),\(outages),\(tone)\n"
      }.joined()
  }

  @Test(
    "The file runs as it is, wherever it lies and whatever its columns are called",
    arguments: [
      "outages,tone", "\"outages, EU\",price $", "true,events", "a: b # c,\"say \"\"no\"\"\"", "Ausfälle (h),- x",
    ])
  func data(header: String) throws {
    try withTemporaryFolder { folder in
      for name in ["my data", "plans"] {
        try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
      }
      try folder.write(Self.rows(header), "my data/mau.csv")
      let new = try Program(["scenario", "new", "my data/mau.csv", "--out", "plans/p.yaml"], in: folder)
      #expect(new.exitCode == 0 && new.standardOutput.isEmpty, "\(new.standardError)")
      let check = try Program(["scenario", "check", "plans/p.yaml"], in: folder)
      #expect(
        check.exitCode == 0 && check.standardOutput.contains(header.contains("events") ? "3 scenarios" : "5 scenarios"),
        "\(check.standardError)")
      for question in ["run", "attribute", "price", "tornado"] {
        let run = try Program(["scenario", question, "plans/p.yaml"], in: folder)
        #expect(run.exitCode == 0, "\(question): \(run.standardError)")
      }
      // An edited file is not lost.
      #expect(try Program(["scenario", "new", "my data/mau.csv", "--out", "plans/p.yaml"], in: folder).exitCode == 64)
    }
  }

  @Test("What stands in comments can be taken out of them")
  func comments() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.rows("outages,tone"), "data.csv")
      let new = try Program(["scenario", "new", "data.csv", "--driver", "outages"], in: folder)
      let lines = new.standardOutput.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let marks = [
        "# slowly:", "# by chance:", "#   extend:", "#   outages:", "# published:", "#   - {scenario", "# calibrate:",
      ]
      let open = lines.map { line in
        marks.contains { line.trimmingCharacters(in: .whitespaces).hasPrefix($0) }
          ? line.replacing("# ", with: "", maxReplacements: 1) : line
      }
      try folder.write(open.joined(separator: "\n"), "open.yaml")
      let run = try Program(["scenario", "run", "open.yaml"], in: folder)
      #expect(
        run.exitCode == 0 && run.standardOutput.contains("slowly"),
        "\(run.standardError)\n\(open.joined(separator: "\n"))")
      #expect(run.standardOutput.contains("by chance") && run.standardOutput.contains("calibrated"))
    }
  }

  @Test("A saved fit is a beginning too; without drivers there is one scenario, and a comment says how to add one")
  func fits() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.rows("outages,tone"), "data.csv")
      let fit = [
        "fit", "data.csv", "--driver", "carryover(outages, 0.5)", "--baseline", "saturating", "--out", "fit.json",
      ]
      #expect(try Program(fit, in: folder).exitCode == 0)
      #expect(try Program(["scenario", "new", "fit.json", "--out", "s.yaml"], in: folder).exitCode == 0)
      let run = try Program(["scenario", "run", "s.yaml"], in: folder)
      #expect(run.exitCode == 0 && run.standardOutput.contains("low outages"), "\(run.standardError)")
      try folder.write("month,mau\n" + (1...9).map { "2024-0\($0),\(1000 + $0 * $0)\n" }.joined(), "short.csv")
      #expect(try Program(["scenario", "new", "short.csv", "--out", "t.yaml"], in: folder).exitCode == 0)
      let text = try String(contentsOf: folder.appending(path: "t.yaml"), encoding: .utf8)
      #expect(text.contains("There is no driver in the model"))
      #expect(try Program(["scenario", "run", "t.yaml"], in: folder).exitCode == 0)
    }
  }

  @Test("A fault is told with its line and exit code 65; data that need options are sent to a saved fit")
  func faults() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "base: {users: 1M, month: 2022-12}\ngrowth: 0.01\nhorizon: 2023-12\nscenarios: {a: {}}\nhorzon: 3\n", "s.yaml")
      let check = try Program(["scenario", "check", "s.yaml"], in: folder)
      #expect(check.exitCode == 65 && check.standardError.contains("s.yaml:5"), "\(check.standardError)")
      try folder.write("day,mau\n" + (1...31).map { "2024-01-\($0 < 10 ? "0" : "")\($0),5\n" }.joined(), "days.csv")
      let new = try Program(["scenario", "new", "days.csv"], in: folder)
      #expect(new.exitCode == 65 && new.standardError.contains("--monthly mean, which a scenario file cannot state"))
      try folder.write(
        "base: {users: 1M, month: 2022-12}\ngrowth: 0.01\nhorizon: 2023-12\nscenarios: {a: {}, b: {extends: a}}\n",
        "e.yaml")
      let extends = try Program(["scenario", "check", "e.yaml"], in: folder)
      #expect(
        extends.exitCode == 65 && extends.standardError.contains("Did you mean `extend`"), "\(extends.standardError)")
    }
  }

  @Test("The schema is the one beside the documents")
  func schema() throws {
    let file = Program.project.appending(path: "notebooks-docs/scenario.schema.json")
    #expect(try Program(["schema"]).standardOutput == String(contentsOf: file, encoding: .utf8))
  }
}
