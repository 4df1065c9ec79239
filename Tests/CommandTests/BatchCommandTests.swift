import Foundation
import Testing

@Suite("batch: many series")
struct BatchCommandTests {
  @Test("The number of jobs never changes a byte, and standard output has the same rows as the parts")
  func jobs() throws {
    try withTemporaryFolder { folder in
      let text = Panel.text(300)
      try folder.write(text, "panel.csv")
      for jobs in ["1", "2"] {
        let run = try Program(
          ["batch", "panel.csv", "--out", "out\(jobs)", "--jobs", jobs, "--part-size", "70"] + Panel.model, in: folder)
        #expect(run.exitCode == 0, "\(run.standardError)")
        #expect(run.standardOutput.isEmpty && run.standardError.hasPrefix("300 series, 300 forecast in "))
      }
      let one = try folder.appending(path: "out1").results()
      #expect(try one == folder.appending(path: "out2").results())
      #expect(
        Set(one.keys)
          == Set(
            (0..<5).flatMap { ["part-0000\($0).csv", "coefficients/part-0000\($0).csv"] } + [
              "failures.csv", "_SUCCESS",
            ]))
      let digest = Process()
      let digits = Pipe()
      digest.executableURL = URL(filePath: "/usr/bin/sha256sum")
      digest.arguments = [folder.appending(path: "panel.csv").path()]
      digest.standardOutput = digits
      try digest.run()
      let sum = String(decoding: digits.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64)
      #expect(try sum.count == 64 && folder.text("out1/manifest.json").contains("\"sha256\" : \"\(sum)\""))
      let piped = try Program(["batch", "-", "--quiet"] + Panel.model, in: folder, input: text)
      #expect(piped.exitCode == 0 && piped.standardError.isEmpty)
      // The fingerprint of an input that can be read only once is taken while it is read.
      let stream = try Program(["batch", "-", "--quiet", "--out", "piped"] + Panel.model, in: folder, input: text)
      #expect(try stream.exitCode == 0 && folder.text("piped/manifest.json").contains("\"sha256\" : \"\(sum)\""))
      let header = "series,month,median,lower80,upper80,lower95,upper95,model\n"
      let parts = try (0..<5).map { try folder.text("out1/part-0000\($0).csv") }
      #expect(parts.allSatisfy { $0.hasPrefix(header + "s") })
      #expect(piped.standardOutput == header + parts.map { $0.dropFirst(header.count) }.joined())
      #expect(try folder.text("out1/failures.csv") == "series,reason,message\n")
    }
  }

  @Test("A run that is killed and resumed gives the bytes of an uninterrupted one, whenever that happens")
  func kills() throws {
    try withTemporaryFolder { folder in
      var text = Panel.text(240)
      text += "bad,2020-01,0,1\n" + Panel.rows("last", index: 999).joined()
      try folder.write(text, "panel.csv")
      let arguments = ["batch", "panel.csv", "--part-size", "16", "--errors", "ar(1)"] + Panel.model
      let started = Date()
      #expect(try Program(arguments + ["--out", "whole"], in: folder).exitCode == 0)
      var time = Date().timeIntervalSince(started)
      let whole = try folder.appending(path: "whole").results()
      #expect(whole.count == 34)
      var random = SystemRandomNumberGenerator()
      var stopped = 0
      for moment in 0..<20 {
        let out = folder.appending(path: "out")
        let share = (Double(moment) + Double.random(in: 0..<1, using: &random)) / 20
        if try Program.killed(arguments + ["--out", "out"], in: folder, after: time * share) {
          stopped += 1
        } else {
          // The machine has become faster: kill earlier.
          time *= 0.7
        }
        if FileManager.default.fileExists(atPath: out.path()) {
          for (name, bytes) in try out.results() where name.hasPrefix("part-") && name.hasSuffix(".csv") {
            #expect(bytes == whole[name], "\(name) is complete")
          }
          // Once more while resuming.
          _ = try Program.killed(arguments + ["--out", "out", "--resume"], in: folder, after: time * share / 3)
        }
        let run = try Program(arguments + ["--out", "out", "--resume"], in: folder)
        #expect(run.exitCode == 0, "\(run.standardError)")
        #expect(try out.results() == whole)
        let manifest = try JSONSerialization.jsonObject(with: out.bytes("manifest.json")) as? [String: Any]
        #expect((manifest?["counts"] as? [String: Any])?["series"] as? Int == 242)
        try FileManager.default.removeItem(at: out)
      }
      #expect(stopped >= 5, "runs were killed before their end: \(stopped)")
    }
  }

  /// Ways to break a series: rows made from valid ones, the options they need, and the reason to be recorded.
  private static let breakages: [(reason: String, breaks: @Sendable (inout [String]) -> Void)] = [
    ("bad-row", { $0[3] = $0[3].replacing(",", with: ",,") }),
    ("bad-row", { $0[3] = $0[3].replacing("\n", with: "\"\n") }),
    ("bad-row", { $0[5] = $0[5].replacing(",2", with: ",\"2") }),
    ("bad-month", { $0[2] = $0[2].replacing("2020-03", with: "2020-13") }),
    ("repeated-month", { $0[2] = $0[1] }),
    ("bad-users", { $0[4] = String($0[4].prefix { $0 != "," }) + ",2020-05,0,1\n" }),
    ("bad-users", { $0[4] = String($0[4].prefix { $0 != "," }) + ",2020-05,many,1\n" }),
    ("bad-number", { $0[6] = $0[6].replacing("\n", with: "%\n") }),
    ("too-few-figures", { $0 = Array($0.prefix(4)) }),
    (
      "inseparable",
      { $0 = $0.map { $0.prefix { $0 != "\n" }.split(separator: ",").dropLast().joined(separator: ",") + ",1\n" } }
    ),
    (
      "nothing-left",
      {
        $0 = $0.map { row in
          let cells = row.split(separator: ",")
          return "\(cells[0]),\(cells[1]),5000,\(cells[3])"
        }
      }
    ),
    (
      "unknown-driver",
      { $0[9] = $0[9].prefix { $0 != "\n" }.split(separator: ",").dropLast().joined(separator: ",") + ",\n" }
    ),
    ("bad-number", { $0[7] = $0[7].replacing("\n", with: "9e999\n") }),
    ("not-text", { $0[1] = $0[1].replacing("2020-02", with: "2020-\u{FFFF}") }),
    ("bad-month", { $0 = ["\($0[0].prefix { $0 != "," }),,,\n"] }),
  ]

  @Test("Every 7th series is broken in another way: each is recorded with its reason, the others are untouched")
  func breakages() throws {
    try withTemporaryFolder { folder in
      let count = 7 * Self.breakages.count
      var good = Panel.header
      var all = Panel.header
      for index in 0..<count {
        var rows = Panel.rows("s\(index)", index: index)
        if index % 7 == 3 {
          Self.breakages[index / 7].breaks(&rows)
        } else {
          good += rows.joined()
        }
        all += rows.joined()
      }
      try folder.write(good, "good.csv")
      // A byte that is not UTF-8 in place of a letter that no file has.
      var bytes = Data(all.utf8)
      if let range = bytes.firstRange(of: Data("\u{FFFF}".utf8)) { bytes.replaceSubrange(range, with: [0xFF]) }
      try bytes.write(to: folder.appending(path: "all.csv"))
      #expect(try Program(["batch", "good.csv", "--out", "good"] + Panel.model, in: folder).exitCode == 0)
      let run = try Program(["batch", "all.csv", "--out", "all"] + Panel.model, in: folder)
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(try folder.text("all/part-00000.csv") == folder.text("good/part-00000.csv"))
      #expect(try folder.text("all/coefficients/part-00000.csv") == folder.text("good/coefficients/part-00000.csv"))
      let failures = try folder.text("all/failures.csv").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").prefix(2).joined(separator: " ")
      }
      #expect(failures == Self.breakages.enumerated().map { "s\($0.offset * 7 + 3) \($0.element.reason)" })
      #expect(run.standardError.contains("3 failed, bad-row: for example `s3`: all.csv:125: the row has"))
      let manifest = try JSONSerialization.jsonObject(with: folder.bytes("all/manifest.json")) as? [String: Any]
      #expect((manifest?["counts"] as? [String: Any])?["series"] as? Int == count)
    }
  }

  @Test("A second run into a folder is rejected, and so is a folder with files")
  func secondRun() throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(3), "panel.csv")
      let arguments = ["batch", "panel.csv", "--out", "out"] + Panel.model
      try FileManager.default.createDirectory(at: folder.appending(path: "out"), withIntermediateDirectories: false)
      let lock = unsafe open(folder.appending(path: "out/.lock").path(), O_RDWR | O_CREAT, 0o644)
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      let second = try Program(arguments, in: folder)
      #expect(second.exitCode == 73)
      #expect(
        second.standardError
          == "churn-forecast: out: another run is writing into this folder. Wait for it, or choose another folder.\n")
      close(lock)
      #expect(try Program(arguments, in: folder).exitCode == 0)
      let before = try folder.appending(path: "out").results()
      let third = try Program(arguments, in: folder)
      #expect(
        third.exitCode == 73
          && third.standardError.contains("out: the folder is not empty. The batch in it is complete"))
      #expect(try folder.appending(path: "out").results() == before)
      try folder.write("", "notes.txt")
      let foreign = try Program(["batch", "panel.csv", "--out", ".", "--resume"] + Panel.model, in: folder)
      #expect(foreign.exitCode == 73 && foreign.standardError.contains("no manifest.json of a batch"))
    }
  }

  @Test(
    "A resumed run rejects changed inputs",
    arguments: [
      ("input", [], "panel.csv changed since"), ("model", ["--seasonality", "monthly"], "the model changed since"),
      ("months", ["--months", "12"], "the option months changed from 24 to 12 since"),
      ("seed", ["--seed", "2"], "the option seed changed from 1 to 2"),
    ])
  func changes(what: String, flags: [String], message: String) throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(30), "panel.csv")
      let arguments = ["batch", "panel.csv", "--out", "out"] + Panel.model
      #expect(try Program(arguments, in: folder).exitCode == 0)
      #expect(try Program(arguments + ["--resume"], in: folder).exitCode == 0)
      if what == "input" { try folder.write(Panel.text(30).replacing(",2.0\n", with: ",3.0\n"), "panel.csv") }
      let before = try folder.appending(path: "out").results()
      let run = try Program(arguments + ["--resume"] + flags, in: folder)
      #expect(run.exitCode == 65)
      #expect(run.standardError.contains(message), "\(run.standardError)")
      #expect(try folder.appending(path: "out").results() == before)
    }
  }

  @Test("Rows that are not grouped are detected, and --sort groups them")
  func sorting() throws {
    try withTemporaryFolder { folder in
      let series = (0..<50).map { Panel.rows("s\($0 + 10)", index: $0) }
      try folder.write(Panel.header + series.flatMap { $0 }.joined(), "panel.csv")
      let months = (0..<40).map { month in series.map { $0[month] }.joined() }.joined()
      try folder.write(Panel.header + months, "months.csv")
      let run = try Program(["batch", "months.csv", "--out", "out"] + Panel.model, in: folder)
      #expect(run.exitCode == 65)
      #expect(
        run.standardError.hasPrefix(
          "churn-forecast: months.csv:52: column `series`: \"s10\" occurs again after another series; expected the rows "
            + "of each series to be adjacent. Sort the file by this column, or use --sort."))
      let sorted = try Program(["batch", "months.csv", "--sort", "--quiet"] + Panel.model, in: folder)
      let plain = try Program(["batch", "panel.csv", "--quiet"] + Panel.model, in: folder)
      #expect(sorted.exitCode == 0 && sorted.standardOutput == plain.standardOutput)
      // A message names the line of the file, not that of the sorted one.
      try folder.write(Panel.header + months.replacing("s20,2020-03", with: "s20,2020-33"), "months.csv")
      let failed = try Program(["batch", "months.csv", "--sort"] + Panel.model, in: folder)
      #expect(failed.standardError.contains("months.csv:112: column `month`: \"2020-33\""), "\(failed.standardError)")
    }
  }

  @Test("A series too short for the model falls back where the model file says so, and the row names the model")
  func fallback() throws {
    try withTemporaryFolder { folder in
      let short = Panel.rows("short", index: 1, months: 4).joined()
      try folder.write(Panel.text(1) + short, "panel.csv")
      try folder.write("baseline: saturating\ndrivers: {x: {}}\nfallback: naive\n", "model.yaml")
      try folder.write("baseline: saturating\ndrivers: {x: {}}\n", "plain.yaml")
      let run = try Program(["batch", "panel.csv", "--model", "model.yaml", "--months", "2"], in: folder)
      let rows = run.standardOutput.split(separator: "\n").map { $0.split(separator: ",") }
      #expect(rows.map { $0[0] } == ["series", "s0", "s0", "short", "short"])
      #expect(rows.map { $0[7] } == ["model", "net-growth", "net-growth", "naive", "naive"])
      #expect(run.standardError.contains("1 were too short for the model"))
      let plain = try Program(["batch", "panel.csv", "--model", "plain.yaml", "--months", "2"], in: folder)
      #expect(plain.standardOutput.split(separator: "\n").count == 3)
      #expect(plain.standardError.contains("1 failed, too-few-figures: for example `short`: panel.csv: 4 figures"))
      try folder.write("fallback: guess\n", "bad.yaml")
      #expect(try Program(["batch", "panel.csv", "--model", "bad.yaml"], in: folder).exitCode == 65)
    }
  }

  @Test("Names do no harm: formulas, quotation marks, commas and line breaks")
  func names() throws {
    try withTemporaryFolder { folder in
      var text = Panel.header
      for (index, name) in ["=cmd()", "\"a \"\"b\"\", c\"", "\"two\nlines\"", "-5", "@x"].enumerated() {
        text += Panel.rows(name, index: index).joined()
      }
      try folder.write(text, "panel.csv")
      let run = try Program(["batch", "panel.csv", "--benchmark", "drift", "--months", "1", "--quiet"], in: folder)
      #expect(run.exitCode == 0 && run.standardError.isEmpty, "\(run.standardError)")
      let names = run.standardOutput.components(separatedBy: ",2023-05,").dropLast().map {
        $0.components(separatedBy: ",drift\n").last ?? ""
      }
      #expect(names.dropFirst() == ["\"a \"\"b\"\", c\"", "\"two\nlines\"", "-5", "'@x"])
      #expect(names.first?.hasSuffix("\n'=cmd()") == true)
    }
  }

  @Test("Future drivers come from the panel or from a second file in the same order")
  func laterDrivers() throws {
    try withTemporaryFolder { folder in
      var inside = Panel.header
      var panel = Panel.header
      var later = "series,month,x\n"
      for index in 0..<200 {
        let rows = Panel.rows("s\(index)", index: index).joined()
        panel += rows
        inside += rows
        for month in 5...6 where index % 3 > 0 {
          inside += "s\(index),2023-0\(month),,\(index % 4)\n"
          later += "s\(index),2023-0\(month),\(index % 4)\n"
        }
      }
      try folder.write(inside, "inside.csv")
      try folder.write(panel, "panel.csv")
      try folder.write(later, "later.csv")
      let flags = ["--months", "2", "--quiet"] + Panel.model
      let one = try Program(["batch", "inside.csv"] + flags, in: folder)
      let two = try Program(["batch", "panel.csv", "--future", "later.csv"] + flags, in: folder)
      #expect(one.exitCode == 0 && two.exitCode == 0, "\(two.standardError)")
      #expect(one.standardOutput == two.standardOutput)
      let held = try Program(["batch", "panel.csv"] + flags, in: folder)
      #expect(one.standardOutput != held.standardOutput)
      for (name, line) in [("s1", 6), ("elsewhere", 2)] {
        let wrong =
          line == 2
          ? "\(name),2023-05,1\n" + later.dropFirst(15) : later.replacing("s4,2023-05", with: "\(name),2023-05")
        try folder.write(line == 2 ? "series,month,x\n" + wrong : wrong, "wrong.csv")
        let run = try Program(["batch", "panel.csv", "--future", "wrong.csv"] + flags, in: folder)
        #expect(run.exitCode == 65)
        #expect(run.standardError.contains("wrong.csv:\(line): column `series`: \"\(name)\""), "\(run.standardError)")
      }
    }
  }

  @Test("Files that cannot be written or read give one message and exit 73 or 66")
  func impossible() throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(2), "panel.csv")
      let unwritable = try Program(["batch", "panel.csv", "--out", "/proc/batch"] + Panel.model, in: folder)
      #expect(unwritable.exitCode == 73)
      #expect(unwritable.standardError.hasPrefix("churn-forecast: /proc/batch: cannot be written: "))
      #expect(unwritable.standardError.split(separator: "\n").count == 1)
      let file = try Program(["batch", "panel.csv", "--out", "panel.csv"] + Panel.model, in: folder)
      #expect(file.exitCode == 73)
      for arguments in [["nowhere.csv"], ["panel.csv", "--future", "nowhere.csv"]] {
        let missing = try Program(["batch", "--out", "out"] + arguments + Panel.model, in: folder)
        #expect(missing.exitCode == 66)
        #expect(missing.standardError == "churn-forecast: nowhere.csv: cannot be read: No such file or directory.\n")
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path()))
      }
      #expect(try Program(["batch", "panel.csv", "--series", "region"], in: folder).exitCode == 65)
      #expect(try Program(["batch", "panel.csv", "--resume"], in: folder).exitCode == 64)
      #expect(try Program(["batch", "panel.csv", "--benchmark", "naive", "--driver", "x"], in: folder).exitCode == 64)
      #expect(try Program(["batch", "-"] + Panel.model, in: folder, input: "").exitCode == 65)
      #expect(try Program(["batch", "-"] + Panel.model, in: folder, input: Panel.header).exitCode == 65)
    }
  }

  @Test("The program ends quietly when the reader closes the pipe")
  func closedPipe() throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(800), "panel.csv")
      let run = try Program.shell(
        "\"$0\" \"$@\" | head -1", ["batch", "panel.csv", "--months", "60", "--benchmark", "naive"], in: folder)
      #expect(run.exitCode == 0 && run.standardError.isEmpty, "\(run.standardError)")
      #expect(run.standardOutput.hasPrefix("series,month,") && run.standardOutput.split(separator: "\n").count == 1)
    }
  }

  @Test(
    "A disk that fills up: exit 73, complete parts stay, nothing half done; once there is room, the run can be resumed")
  func fullDisk() throws {
    try withTemporaryFolder { folder in
      let disk = folder.appending(path: "disk")
      try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: false)
      let mount = Process()
      mount.executableURL = URL(filePath: "/bin/mount")
      mount.arguments = ["-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.path()]
      mount.standardError = FileHandle.nullDevice
      try mount.run()
      mount.waitUntilExit()
      guard mount.terminationStatus == 0 else {
        print("skipped: no tmpfs can be mounted here")
        return
      }
      defer { _ = unsafe umount2(disk.path(), Int32(MNT_DETACH)) }
      try folder.write(Panel.text(2400), "panel.csv")
      let arguments = [
        "batch", "panel.csv", "--benchmark", "naive", "--months", "600", "--part-size", "200", "--out", "disk/out",
      ]
      let run = try Program(arguments, in: folder)
      #expect(run.exitCode == 73)
      #expect(run.standardError.contains("cannot be written: No space left on device."), "\(run.standardError)")
      #expect(run.standardError.split(separator: "\n").count == 1)
      let names = try disk.appending(path: "out").results().keys
      #expect(names.allSatisfy { !$0.hasSuffix(".tmp") } && !names.contains("_SUCCESS"))
      let parts = names.filter { $0.hasPrefix("part-") }.count
      #expect(parts >= 3)
      let remount = Process()
      remount.executableURL = URL(filePath: "/bin/mount")
      remount.arguments = ["-o", "remount,size=256m", disk.path()]
      try remount.run()
      remount.waitUntilExit()
      let resumed = try Program(arguments + ["--resume"], in: folder)
      #expect(resumed.exitCode == 0, "\(resumed.standardError)")
      let whole = try Program(arguments.dropLast() + ["whole"], in: folder)
      #expect(whole.exitCode == 0)
      #expect(try disk.appending(path: "out").results() == folder.appending(path: "whole").results())
    }
  }

  @Test("However many parts there are, few files are open at a time")
  func openFiles() throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(300), "panel.csv")
      let run = try Program.shell(
        "ulimit -n 100; exec \"$0\" \"$@\"",
        ["batch", "panel.csv", "--benchmark", "naive", "--part-size", "1", "--out", "out"], in: folder)
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(try folder.appending(path: "out").results().keys.filter { $0.hasPrefix("part-") }.count == 300)
    }
  }

  @Test("A batch in which no series can be forecast is complete, and fails; one forecast is enough")
  func useless() throws {
    try withTemporaryFolder { folder in
      try folder.write("series,month,mau\na,2020-01,1\nb,2020-01,2\n", "bad.csv")
      let run = try Program(["batch", "bad.csv", "--out", "out", "--quiet"], in: folder)
      #expect(run.exitCode == 65 && run.standardError.contains("none of the 2 series has a forecast. `a`: "))
      #expect(try folder.text("out/failures.csv").contains("\nb,"))
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/_SUCCESS").path()))
      try folder.write("series,month,mau\na,2020-01,1\nb,2020-01,2\nb,2020-02,3\nb,2020-03,4\n", "some.csv")
      #expect(try Program(["batch", "some.csv", "--quiet"], in: folder).exitCode == 0)
    }
  }
}
