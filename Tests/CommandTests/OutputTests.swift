import Foundation
import Testing

@Suite("What the file named by --out may be")
struct OutputTests {
  /// Every command that writes a file, by its end.
  private static let commands = [
    "simulate --model truth.yaml --months 24 --out",
    "simulate --model truth.yaml --months 24 --count 3 --out",
    "fit data.csv --baseline constant --out",
  ]

  private static let truth = """
    drivers: {outages: {}}
    simulate:
      coefficients: {baseline: 0.01, outages: 0.004}
      innovation: 0.01
      users: 10M
      start: 2019-01
      publish: monthly
      drivers: {outages: {process: poisson, rate: 2}}
    """

  private func run(_ script: String, _ command: String) throws -> String {
    try withTemporaryFolder { folder in
      try Data(Self.truth.utf8).write(to: folder.appending(path: "truth.yaml"))
      try Data(Panel.text(1).utf8).write(to: folder.appending(path: "data.csv"))
      return try Program.shell(
        "C() { \"$0\" \(command) \"$1\" >/dev/null 2>err; echo $?; }; " + script.replacing("RUN ", with: "C "), [],
        in: folder
      )
      .standardOutput
    }
  }

  @Test("A link is followed, also one that leads nowhere yet, and the mode of the file is kept", arguments: commands)
  func links(command: String) throws {
    let seen = try run(
      """
      mkdir inside; echo old > inside/real; chmod 640 inside/real; ln -s real inside/link; ln -s inside/link far; ln -s inside/new dangling
      RUN far; RUN dangling; readlink far inside/link dangling; stat -c %a inside/real; grep -c . inside/real | grep -qx 1 || echo new
      test -s inside/new && echo made; ls -A . inside | grep tmp
      """, command)
    let expected = command.hasPrefix("fit") ? "640\nmade\n" : "640\nnew\nmade\n"
    #expect(
      seen == "0\n0\ninside/link\nreal\ninside/new\n" + expected
        || seen == "0\n0\ninside/link\nreal\ninside/new\n640\nnew\nmade\n")
  }

  @Test("A pipe is written to and not replaced; the null device too", arguments: commands)
  func pipes(command: String) throws {
    let seen = try run(
      "mkfifo pipe; (cat pipe | wc -c > count) & RUN pipe; wait; test -p pipe && echo pipe; test $(cat count) -gt 20 && echo read; "
        + "mknod null c 1 3 2>/dev/null || ln -s /dev/null null; RUN null; test -c null && echo device", command)
    #expect(seen == "0\npipe\nread\n0\ndevice\n")
  }

  @Test("A folder is not replaced, and nothing is left beside it", arguments: commands)
  func folders(command: String) throws {
    let seen = try run("mkdir f; RUN f; RUN f/; RUN no/f; ls -A f . | grep tmp; cat err", command)
    #expect(seen.hasPrefix("73\n73\n73\n") && seen.contains("no/f: cannot be written: No such file or directory."))
  }

  @Test("A terminal gets tables as wide as it is, with styles unless NO_COLOR is set; a pipe gets neither")
  func terminal() throws {
    let command = "stty cols 70; churn-forecast scenario run data/twitter/insider-intelligence.yaml"
    func seen(_ environment: String) throws -> [String] {
      let run = try Program.shell(
        "TERM=xterm \(environment) script -qec '\(command)' typescript < /dev/null; rm typescript", [])
      return run.standardOutput.split { $0.isNewline }.map(String.init)
    }
    guard try Program.shell("command -v script", []).exitCode == 0 else { return }
    let styled = try seen("NO_COLOR=")
    #expect(styled.contains { $0.contains("\u{1B}[1mscenario") })
    let plain = try seen("NO_COLOR=1")
    #expect(!plain.contains { $0.contains("\u{1B}") })
    let tables = plain.prefix { !$0.hasPrefix("- ") }
    #expect(tables.allSatisfy { $0.count <= 70 } && tables.count { $0.hasPrefix("scenario ") } > 1, "\(tables)")
    let piped = try Program(["scenario", "run", "data/twitter/insider-intelligence.yaml"]).standardOutput
    #expect(!piped.contains("\u{1B}") && piped.contains { $0.isNewline })
  }

  @Test("Standard output by its path receives the file at its end, and what was there stays", arguments: commands)
  func standardOutput(command: String) throws {
    let seen = try run(
      "echo first > log; \"$0\" \(command) /dev/stdout >> log; head -n 1 log; test $(wc -c < log) -gt 40 && echo longer",
      command)
    #expect(seen == "first\nlonger\n")
  }
}
