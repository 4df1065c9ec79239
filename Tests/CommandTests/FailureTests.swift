import Foundation
import Testing

@Suite("Failures: one message, the right exit code, nothing half done")
struct FailureTests {
  /// What `fit` does with a file of the given contents.
  private func fit(_ contents: String, _ arguments: [String] = []) throws -> Program {
    try withTemporaryFolder { folder in
      try Data(contents.utf8).write(to: folder.appending(path: "data.csv"))
      return try Program(["fit", "data.csv"] + arguments, in: folder)
    }
  }

  private static let months = (1...9).map { "2020-0\($0),\(100 + $0 * $0),\($0 % 3)\n" }.joined()

  @Test(
    "Bad data is exit 65",
    arguments: [
      ("", [], "data.csv:1: the file is empty"),
      ("month,mau\n", [], "data.csv:1: there is a header but no row"),
      (
        "month,mau\n2020-01,5\n2020-01,6\n", [],
        "data.csv:3: column `month`: \"2020-01\" is 2020-01, which stands in line 2"
      ),
      ("month,mau\n2020-01,0\n", [], "data.csv:2: column `mau`: \"0\" is not a number of users"),
      ("month,mau\n2020-01,1;5\n", [], "data.csv:2: column `mau`: \"1;5\""),
      ("month,users\n2020-01,5\n", [], "data.csv: there is no column `mau`; there are `month`, `users`."),
      (
        "month,mau,x\n" + months, ["--driver", "y"], "data.csv: there is no column `y`; there are `month`, `mau`, `x`."
      ),
      ("month,mau,x\n2020-01,5,a\n", ["--driver", "x"], "data.csv:2: column `x`: \"a\" is not a number"),
      (
        "month,mau,x\n" + months.replacing("2020-05,125,2", with: "2020-05,125,"), ["--driver", "x"],
        "data.csv:6: column `x`: blank in 2020-05, a month that driver `x` needs. Unknown is not zero"
      ),
      ("month,mau,x\n" + months, ["--driver", "log(x)"], "has no log in driver `log(x)`"),
      ("month,mau,x\n" + months, ["--driver", "x", "--from", "2020-06"], "data.csv: 4 figures of MAU give 3 changes"),
      ("month,mau,x\n" + months, ["--driver", "x", "--driver", "lag(x, 0)"], "cannot be told apart from"),
      ("\u{1}\u{2}\u{3}", [], "the file seems to be binary"),
    ])
  func badData(contents: String, arguments: [String], message: String) throws {
    let run = try fit(contents, arguments)
    #expect(run.exitCode == 65)
    #expect(run.standardOutput.isEmpty)
    #expect(run.standardError.hasPrefix("churn-forecast: "))
    #expect(run.standardError.contains(message), "\(run.standardError)")
    #expect(run.standardError.split(separator: "\n").count == 1)
  }

  @Test("Missing input is exit 66, wrong usage 64, impossible output 73")
  func exitCodes() throws {
    let missing = try Program(["fit", "nowhere.csv"])
    #expect(missing.exitCode == 66)
    #expect(missing.standardError == "churn-forecast: nowhere.csv: cannot be read: No such file or directory.\n")
    #expect(try Program(["forecast", "nowhere.json"]).exitCode == 66)
    #expect(try Program(["scenario", "run", "nowhere.yaml"]).exitCode == 66)
    #expect(try Program(["fit"]).exitCode == 64)
    #expect(try Program(["fit", "x.csv", "--baseline", "linear"]).exitCode == 64)
    #expect(try Program(["fit", "x.csv", "--driver", "carry(x)"]).exitCode == 64)
    #expect(try Program(["forecast", "x.json", "--months", "0"]).exitCode == 64)
    let unwritable = try Program(["fit", "data/twitter/mau-quarterly.csv", "--out", "/nowhere/fit.json"])
    #expect(unwritable.exitCode == 73)
    #expect(unwritable.standardOutput.isEmpty)
    #expect(
      unwritable.standardError == "churn-forecast: /nowhere/fit.json: cannot be written: No such file or directory.\n")
  }

  @Test("A saved fit never overwrites the data it was fitted to")
  func overwritingInput() throws {
    try withTemporaryFolder { folder in
      let contents = "month,mau,x\n" + Self.months
      try Data(contents.utf8).write(to: folder.appending(path: "data.csv"))
      for out in ["data.csv", "./data.csv", "-"] {
        #expect(try Program(["fit", "data.csv", "--out", out], in: folder).exitCode == 64)
      }
      #expect(try String(contentsOf: folder.appending(path: "data.csv"), encoding: .utf8) == contents)
    }
  }

  @Test("A closed or full standard output is exit 73")
  func fullOutput() throws {
    let run = try withTemporaryFolder { folder in
      let script = folder.appending(path: "run.sh")
      try Data("exec \"$0\" \"$@\" > /dev/full\n".utf8).write(to: script)
      return try Program.shell(script, ["scenario", "run", "data/twitter/insider-intelligence.yaml"])
    }
    #expect(run.exitCode == 73)
    #expect(run.standardError.contains("standard output: cannot be written: No space left on device."))
  }
}

@Suite("Use")
struct UseTests {
  @Test("Help has examples, the version is printed, completion scripts exist")
  func help() throws {
    for command in [[], ["fit"], ["forecast"], ["scenario", "run"]] {
      let help = try Program(command + ["--help"])
      #expect(help.exitCode == 0 && help.standardOutput.contains("churn-forecast " + command.joined(separator: " ")))
    }
    #expect(try Program(["--version"]).standardOutput.split(separator: ".").count == 3)
    #expect(try Program(["--generate-completion-script", "bash"]).standardOutput.contains("_churn"))
  }

  @Test("From CSV on standard input to a saved fit to a forecast")
  func pipeline() throws {
    try withTemporaryFolder { folder in
      var data = "month,mau,x\n"
      for t in 0..<30 {
        data += "20\(20 + t / 12)-\(t % 12 < 9 ? "0" : "")\(t % 12 + 1),\(1000 + 10 * t + t * t % 7),\(t % 4)\n"
      }
      let saved = try Program(["fit", "-", "--driver", "x", "--out", "fit.json"], in: folder, input: data)
      #expect(saved.exitCode == 0, "\(saved.standardError)")
      try Data("month,x\n2022-07,1\n2022-08,2\n".utf8).write(to: folder.appending(path: "future.csv"))
      let forecast = try Program(
        ["forecast", "fit.json", "--months", "2", "--drivers", "future.csv", "--levels", "50", "--format", "csv"],
        in: folder)
      #expect(forecast.standardOutput.hasPrefix("month,median,lower50,upper50\n2022-07,"), "\(forecast.standardError)")
      #expect(forecast.standardOutput.split(separator: "\n").count == 3)
      let short = try Program(["forecast", "fit.json", "--months", "3", "--drivers", "future.csv"], in: folder)
      #expect(short.exitCode == 65)
      #expect(short.standardError.contains("future.csv: column `x`: there is no row for 2022-09"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() == ["fit.json", "future.csv"])
    }
  }
}
