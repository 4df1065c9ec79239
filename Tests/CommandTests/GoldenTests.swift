import Foundation
import Testing

/// A folder of Golden: `arguments.txt`, one argument a line, and `stdout.txt`, what the program must print.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let folder: URL
  var testDescription: String { folder.lastPathComponent }

  static let all: [GoldenCase] = {
    let golden = Program.project.appending(path: "Tests/CommandTests/Golden")
    let folders = (try? FileManager.default.contentsOfDirectory(at: golden, includingPropertiesForKeys: nil)) ?? []
    return folders.sorted { $0.path() < $1.path() }.map(GoldenCase.init)
  }()
}

/// Run `RECORD_GOLDEN=1 swift test -c release --filter GoldenTests` to record the outputs anew.
@Suite("Golden commands")
struct GoldenTests {
  @Test("The program prints what was recorded", arguments: GoldenCase.all)
  func output(golden: GoldenCase) throws {
    let arguments = try String(contentsOf: golden.folder.appending(path: "arguments.txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let run = try Program(arguments)
    let recorded = golden.folder.appending(path: "stdout.txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try run.standardOutput.write(to: recorded, atomically: true, encoding: .utf8)
    }
    #expect(run.exitCode == 0)
    #expect(run.standardError.isEmpty)
    #expect(try run.standardOutput == String(contentsOf: recorded, encoding: .utf8))
    #expect(try Program(arguments).standardOutput == run.standardOutput, "every run prints the same bytes")
  }

  @Test("There are cases")
  func cases() { #expect(GoldenCase.all.count >= 6) }
}
