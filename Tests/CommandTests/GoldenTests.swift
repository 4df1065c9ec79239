import Foundation
import Testing

/// A folder of Golden: `command.sh`, the commands typed, and `output.txt`, the expected output.
///
/// The commands run in a folder of their own, where `data` and `input` are the project's data and the folder
/// GoldenInput.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let folder: URL
  var testDescription: String { folder.lastPathComponent }

  static let all: [GoldenCase] = {
    let golden = Program.project.appending(path: "Tests/CommandTests/Golden")
    let folders = (try? FileManager.default.contentsOfDirectory(at: golden, includingPropertiesForKeys: nil)) ?? []
    return folders.sorted { $0.path() < $1.path() }.map(GoldenCase.init)
  }()

  var recording: URL { folder.appending(path: "output.txt") }

  /// Standard output; below it, standard error and the exit code unless they are empty and 0.
  func run() throws -> String {
    try withTemporaryFolder { place in
      for (link, target) in [("data", "data"), ("input", "Tests/CommandTests/GoldenInput")] {
        try FileManager.default.createSymbolicLink(
          at: place.appending(path: link), withDestinationURL: Program.project.appending(path: target))
      }
      let commands = try String(contentsOf: folder.appending(path: "command.sh"), encoding: .utf8)
      let run = try Program.shell(commands, [], in: place)
      return Self.rounded(run.standardOutput)
        + (run.standardError.isEmpty ? "" : "--- standard error\n\(run.standardError)")
        + (run.exitCode == 0 ? "" : "--- exit \(run.exitCode)\n")
    }
  }

  /// Numbers of more than 12 digits, rounded to 12: the last digits depend on the processor.
  private static func rounded(_ text: String) -> String {
    text.replacing(/-?\d+\.\d{6,}(e-?\d+)?/) { match in
      guard match.output.0.count(where: \.isNumber) > 12, let number = Double(match.output.0) else {
        return String(match.output.0)
      }
      return String(format: "%.12g", number)
    }
  }
}

/// Run `RECORD_GOLDEN=1 swift test -c release --filter GoldenTests` to record the outputs anew.
@Suite("Golden commands")
struct GoldenTests {
  @Test("The program gives the recorded output, the same in every run", arguments: GoldenCase.all)
  func output(golden: GoldenCase) throws {
    let output = try golden.run()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try output.write(to: golden.recording, atomically: true, encoding: .utf8)
    }
    #expect(try output == String(contentsOf: golden.recording, encoding: .utf8))
    #expect(try golden.run() == output)
  }

  @Test("There are cases of every command")
  func cases() {
    let names = GoldenCase.all.map(\.testDescription)
    for command in [
      "backtest", "batch", "failure", "fit", "forecast", "help", "impact", "inspect", "lookback", "report", "retention",
      "scenario", "simulate",
    ] {
      #expect(names.contains { $0.hasPrefix("\(command)-") || $0 == command }, "\(command)")
    }
    #expect(names.count >= 150)
  }
}
