import Foundation
import Testing

@Suite("Failures: one message, the right exit code, nothing half done")
struct FailureTests {
  /// The result of `fit` for a file with the given contents.
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
        "data.csv:3: column `month`: \"2020-01\" is 2020-01, which already occurs in line 2"
      ),
      ("month,mau\n2020-01,0\n", [], "data.csv:2: column `mau`: 0 users have no logarithm"),
      ("month,mau\n2020-01,1;5\n", [], "data.csv:2: column `mau`: \"1;5\""),
      ("month,a,b\n2020-01,5,6\n", [], "data.csv: there is no column `mau`; the columns are `month`, `a`, `b`."),
      (
        "month,mau,x\n" + months, ["--driver", "y"],
        "data.csv: there is no column `y`; the columns are `month`, `mau`, `x`."
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

  @Test(
    "Extreme numbers in options are exit 64, or 65 where the data decide",
    arguments: [
      (["backtest", "data.csv", "--first", "9223372036854775807"], 65, "there are 9."),
      (["backtest", "data.csv", "--first", "9223372036854775808"], 64, "--first"),
      (["backtest", "data.csv", "--first=-9223372036854775808"], 64, "--first must be at least 3."),
      (["backtest", "data.csv", "--every=-9223372036854775808"], 64, "--every must be at least 1."),
      (["backtest", "data.csv", "--months", "9223372036854775807"], 64, "--months must be between 1 and 120."),
      (["forcast", "data.csv"], 64, "Did you mean `forecast`?"),
      (["scenario", "rum", "s.yaml"], 64, "Did you mean `run`?"),
      (["backtest", "data.csv", "--levels", "0.8,95"], 64, "--levels"),
      (["backtest", "data.csv", "--levels", "nan"], 64, "--levels"),
      (["backtest", "data.csv", "--levels", "1e308"], 64, "--levels"),
      (["forecast", "fit.json", "--draws", "9223372036854775806"], 64, "--draws must be an even number"),
      (["forecast", "fit.json", "--seed", "18446744073709551616"], 64, "--seed"),
      (
        ["simulate", "--model", "t.yaml", "--count", "9223372036854775807"], 64,
        "--count must be between 1 and 10000000"
      ),
      (["batch", "data.csv", "--part-size", "9223372036854775807"], 64, "--part-size must be between 1 and 10000000."),
      (
        ["scenario", "price", "s.yaml", "--value-per-user", "1e308"], 64,
        "--value-per-user must be a number of an allowed size"
      ),
      (
        ["scenario", "price", "s.yaml", "--value-per-user", "nan"], 64,
        "--value-per-user must be a number of an allowed size"
      ),
      (["scenario", "price", "s.yaml", "--unit", "x=1e308"], 64, "expected driver=unit"),
      (["scenario", "price", "s.yaml", "--unit", "x=0"], 64, "expected driver=unit"),
      (["scenario", "price", "s.yaml", "--unit", "x"], 64, "expected driver=unit"),
      (
        ["scenario", "goal", "s.yaml", "--keep", "9M", "--with", "x", "--between", "0,5e-324"], 64,
        "expected two numbers, low,high"
      ),
      (
        ["scenario", "goal", "s.yaml", "--keep", "9M", "--with", "x", "--between=-1e308,1e308"], 64,
        "expected two numbers"
      ),
      (["scenario", "goal", "s.yaml", "--keep", "9M", "--with", "x", "--between", "1,"], 64, "expected two numbers"),
      (
        ["scenario", "goal", "s.yaml", "--keep", "9M", "--with", "x", "--probability", "nan"], 64,
        "--probability must be"
      ),
      (["fit", "data.csv", "--driver", "cap(x, 1e308)"], 64, "\"1e308\" is not a number of an allowed size"),
    ])
  func extremeOptions(arguments: [String], code: Int32, message: String) throws {
    try withTemporaryFolder { folder in
      try Data(("month,mau,x\n" + Self.months).utf8).write(to: folder.appending(path: "data.csv"))
      let run = try Program(arguments, in: folder)
      #expect(run.exitCode == code, "\(run.standardError)")
      #expect(run.standardError.contains(message), "\(run.standardError)")
    }
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
    let run = try Program.shell(
      "exec \"$0\" \"$@\" > /dev/full", ["scenario", "run", "data/twitter/insider-intelligence.yaml"])
    #expect(run.exitCode == 73)
    #expect(run.standardError.contains("standard output: cannot be written: No space left on device."))
  }
}

@Suite("Use")
struct UseTests {
  @Test("Help has examples, the version is printed, completion scripts exist")
  func help() throws {
    for command in [[], ["fit"], ["forecast"], ["batch"], ["scenario", "run"]] {
      let help = try Program(command + ["--help"])
      #expect(help.exitCode == 0 && help.standardOutput.contains("churn-forecast " + command.joined(separator: " ")))
    }
    #expect(try Program(["--version"]).standardOutput.split(separator: ".").count == 3)
    #expect(try Program(["--generate-completion-script", "bash"]).standardOutput.contains("_churn"))
  }

  @Test("From CSV on standard input through a saved fit to a forecast")
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
        ["forecast", "fit.json", "--months", "2", "--future", "future.csv", "--levels", "50", "--format", "csv"],
        in: folder)
      #expect(forecast.standardOutput.hasPrefix("month,median,lower50,upper50\n2022-07,"), "\(forecast.standardError)")
      #expect(forecast.standardOutput.split(separator: "\n").count == 3)
      let partly = try Program(["forecast", "fit.json", "--months", "3", "--future", "future.csv"], in: folder)
      #expect(partly.standardOutput.contains(", if `x` goes on with "), "\(partly.standardError)")
      try Data("month,x\n2022-07,1\n2022-08,\n2022-09,2\n".utf8).write(to: folder.appending(path: "future.csv"))
      let hole = try Program(["forecast", "fit.json", "--months", "3", "--future", "future.csv"], in: folder)
      #expect(hole.exitCode == 65)
      #expect(hole.standardError.contains("future.csv:3: column `x`: "))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() == ["fit.json", "future.csv"])
    }
  }
}

@Suite("New commands: simulate, backtest and saved models")
struct ModelCommandTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "churn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test("Simulated data go through fit, forecast and backtest; the same seed gives the same data")
  func roundTrip() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appending(path: "data.csv")
    let simulate = ["simulate", "--model", "data/simulated/truth.yaml", "--months", "48", "--seed", "3"]
    let run = try Program(simulate)
    #expect(run.exitCode == 0 && run.standardOutput.hasPrefix("month,mau,outages,negativity\n2016-01,,"))
    #expect(try Program(simulate).standardOutput == run.standardOutput)
    #expect(try Program(simulate + ["--out", data.path()]).exitCode == 0)
    #expect(try String(contentsOf: data, encoding: .utf8) == run.standardOutput)
    for (name, flags) in [("growth", ["--errors", "ar(1)"]), ("auto", ["--model", "auto"])] {
      let saved = folder.appending(path: "\(name).json")
      let fit = try Program(["fit", data.path(), "--driver", "outages", "--out", saved.path()] + flags)
      #expect(fit.exitCode == 0, "\(fit.standardError)")
      let forecast = try Program(["forecast", saved.path(), "--months", "3", "--format", "csv"])
      #expect(forecast.exitCode == 0 && forecast.standardOutput.split(separator: "\n").count == 4)
    }
    let backtest = try Program([
      "backtest", data.path(), "--driver", "outages:harmful", "--months", "3", "--every", "4", "--format", "json",
    ])
    #expect(backtest.exitCode == 0)
    let document = try JSONSerialization.jsonObject(with: Data(backtest.standardOutput.utf8)) as? [String: Any]
    #expect((document?["rows"] as? [[String: Any]])?.contains { $0["method"] as? String == "model-ex-ante" } == true)
    #expect((document?["verdict"] as? [String])?.first?.hasPrefix("Verdict:") == true)
    let panel = try Program(simulate + ["--count", "2"])
    #expect(panel.standardOutput.hasPrefix("series,month,mau,outages,negativity\nseries1,2016-01,"))
  }

  @Test("Stock and flow by a model file")
  func hazard() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var text = "month,mau,lost,x\n"
    var users = 100_000.0
    for month in 0..<40 {
      let lost = users * (0.04 + 0.01 * Double(month % 5) + 0.002 * Double((month * 7) % 3))
      text +=
        "20\(20 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1),\(Int(users)),\(Int(lost)),\(month % 5)\n"
      users += 5000 - lost
    }
    let data = folder.appending(path: "data.csv")
    let model = folder.appending(path: "model.yaml")
    let saved = folder.appending(path: "fit.json")
    try text.write(to: data, atomically: true, encoding: .utf8)
    try "flows: {churned: lost}\ndrivers: {x: {}}\n".write(to: model, atomically: true, encoding: .utf8)
    let fit = try Program(["fit", data.path(), "--model", model.path(), "--out", saved.path()])
    #expect(fit.exitCode == 0 && fit.standardOutput.contains("lost users observed"), "\(fit.standardError)")
    let forecast = try Program(["forecast", saved.path(), "--months", "6"])
    #expect(forecast.exitCode == 0, "\(forecast.standardError)")
  }

  @Test(
    "Impossible requests are rejected with the right exit code",
    arguments: [
      (["fit", "data/twitter/mau-quarterly.csv", "--errors", "ar(9)"], 64, "'ar(9)'"),
      (["fit", "data/twitter/mau-quarterly.csv", "--model", "auto", "--baseline", "logistic"], 64, "chooses baseline"),
      (["backtest", "data/twitter/mau-quarterly.csv", "--first", "60"], 65, "needs at least 61 figures"),
      (["simulate", "--model", "data/twitter/insider-intelligence.yaml"], 65, "there is no key"),
      (["fit", "data/twitter/mau-quarterly.csv", "--robust", "huber", "--errors", "ar(1)"], 65, "cannot be combined"),
    ])
  func refusals(arguments: [String], code: Int32, message: String) throws {
    let run = try Program(arguments)
    #expect(run.exitCode == code)
    #expect(run.standardError.contains(message), "\(run.standardError)")
    #expect(run.standardOutput.isEmpty)
  }
}

@Suite("Malicious scenario files")
struct ScenarioFailureTests {
  @Test(
    "Exit 65, one message of one line, nothing on standard output",
    arguments: [
      "a: &a [x,x]\n" + (0..<30).map { "b\($0): &b\($0) [*a,*a,*a]\n" }.joined(),
      "base: {month: 2022-12, users: 1M}\ngrowth: 0\nhorizon: 2023-12\nscenarios: {a: {extend: b}, b: {extend: a}}\n",
      "base: {month: 2022-12, users: 1e400}\ngrowth: 0\nhorizon: 2023-12\nscenarios: {a: {}}\n",
      "title: " + String(repeating: "y", count: 10_000_000) + "\n",
      String(repeating: "{", count: 100_000),
      "base: {month: 2022-12, users: 1M}\ngrowth: 0\nhorizon: 2023-12\nscenarios: {a: {x: 1}}\n",
    ])
  func harm(_ text: String) throws {
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "s.yaml"))
      for command in ["run", "attribute", "price", "tornado"] {
        let run = try Program(["scenario", command, "s.yaml"], in: folder)
        #expect(run.exitCode == 65)
        #expect(run.standardOutput.isEmpty)
        #expect(run.standardError.hasPrefix("churn-forecast: s.yaml"))
        #expect(run.standardError.split(separator: "\n").count == 1)
      }
    }
  }

  @Test("Names and months that do not exist are explained")
  func names() throws {
    let file = "data/twitter/insider-intelligence.yaml"
    let cases: [([String], Int32, String)] = [
      (["attribute", file, "--scenario", "takover"], 65, "there is no scenario `takover`"),
      (["goal", file, "--keep", "368.4M", "--with", "staff"], 65, "there is no driver `staff`"),
      (["goal", file, "--keep", "much", "--with", "outages"], 64, "--keep"),
      (["goal", file, "--keep", "1M", "--with", "outages", "--between", "3,1"], 64, "--between"),
      (["price", file, "--unit", "outages"], 64, "--unit"),
      (["price", file, "--month", "2031-01"], 65, "2031-01 is outside the scenarios"),
      (["tornado", file, "--scenario", "nothing"], 65, "there is no scenario `nothing`"),
      (["run", file, "--below", "-3"], 64, "--below"),
    ]
    for (arguments, code, part) in cases {
      let run = try Program(["scenario"] + arguments)
      #expect(run.exitCode == code, "\(arguments)")
      #expect(run.standardError.contains(part) && run.standardOutput.isEmpty, "\(run.standardError)")
    }
  }
}
