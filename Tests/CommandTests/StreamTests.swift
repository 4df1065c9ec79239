import Foundation
import Testing

@Suite("Standard streams that are closed, full or broken")
struct StreamTests {
  @Test(
    "Messages that nobody can read are dropped, and the exit code is that of the work",
    arguments: ["2>&-", "2>/dev/full", "<&- 2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"])
  func standardError(redirection: String) throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(3).utf8).write(to: folder.appending(path: "panel.csv"))
      let run = try Program.shell(
        """
        "$0" fit nowhere.csv \(redirection); echo $? > missing
        "$0" fit --nonsense \(redirection); echo $? > usage
        "$0" batch panel.csv --baseline constant --out out \(redirection); echo $? > batch
        "$0" batch panel.csv --baseline constant --out out --resume --drivers nowhere.csv \(redirection); echo $? > hint
        """, [], in: folder)
      func code(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
      }
      #expect(run.exitCode == 0)
      #expect(
        try code("missing") == "66\n" && code("usage") == "64\n" && code("batch") == "0\n" && code("hint") == "66\n")
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/_SUCCESS").path()))
    }
  }

  @Test("No output of the program lands in a file that takes the place of a closed stream")
  func closedStreams() throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(2).utf8).write(to: folder.appending(path: "panel.csv"))
      _ = try Program.shell(
        "\"$0\" batch panel.csv --baseline constant --out open; \"$0\" batch panel.csv --baseline constant --out closed <&- >&- 2>&-",
        [], in: folder)
      for name in ["part-00000.csv", "failures.csv", "coefficients/part-00000.csv"] {
        let files = try ["open", "closed"].map { try Data(contentsOf: folder.appending(path: "\($0)/\(name)")) }
        #expect(files[0] == files[1] && !files[0].isEmpty)
      }
    }
  }

  @Test(
    "Standard output that is closed or full is exit 73",
    arguments: [
      "--help", "fit --help", "--version", "fit data.csv --baseline constant", "batch panel.csv --baseline constant",
    ],
    [">&-", ">/dev/full"])
  func standardOutput(command: String, redirection: String) throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(1).utf8).write(to: folder.appending(path: "panel.csv"))
      try Data(Panel.text(1).utf8).write(to: folder.appending(path: "data.csv"))
      let run = try Program.shell("\"$0\" \(command) \(redirection)", [], in: folder)
      #expect(run.exitCode == 73)
      #expect(
        run.standardError.hasPrefix("churn-forecast: standard output: cannot be written: "), "\(run.standardError)")
    }
  }

  @Test("A reader that has seen enough ends the program quietly")
  func brokenPipe() throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(300).utf8).write(to: folder.appending(path: "panel.csv"))
      let run = try Program.shell(
        "{ \"$0\" batch panel.csv --baseline constant --quiet; echo $? > code; } | head -n 1; cat code", [], in: folder)
      #expect(run.standardOutput == "series,month,median,lower80,upper80,lower95,upper95,model\n0\n")
      #expect(run.standardError.isEmpty)
    }
  }

  @Test("Names from files cannot control a terminal by the messages that quote them")
  func controlCharacters() throws {
    try withTemporaryFolder { folder in
      let text = Panel.text(1) + "b\u{1B}]0;owned\u{7},2018-01,\u{1B}[31m\u{9B}2J\u{202E}\nb,2018-02,5\n"
      try Data(text.utf8).write(to: folder.appending(path: "panel.csv"))
      let batch = try Program(["batch", "panel.csv", "--baseline", "constant"], in: folder)
      try Data("month,mau,\u{7F}x\u{85}\n2020-01,5,1\n".utf8).write(to: folder.appending(path: "data.csv"))
      let fit = try Program(["fit", "data.csv", "--driver", "y"], in: folder)
      let usage = try Program(["fit", "data.csv", "--base\u{1B}[31m"], in: folder)
      #expect(batch.exitCode == 0 && fit.exitCode == 65 && usage.exitCode == 64)
      for text in [batch.standardError, fit.standardError, usage.standardError] {
        #expect(text.contains("\u{FFFD}"))
        let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control || $0.value == 0x202E }
        #expect(controls.allSatisfy { $0 == "\n" })
      }
    }
  }
}
