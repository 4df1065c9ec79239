import Foundation
import Testing

@Suite("Batches that are stopped")
struct StopTests {
  @Test(
    "Ctrl-C and SIGTERM end a batch soon, say what is complete and how to go on; the resumed run gives the same bytes",
    arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func stopping(signal: Int32, code: Int32) throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(60), "panel.csv")
      let batch = Self.batch("panel.csv")
      let stopped = try Program.signalled(signal, once: "o/part-00001.csv", batch + ["--out", "o"], in: folder)
      #expect(stopped.exitCode == code)
      let message = try #require(stopped.standardError.split(separator: "\n").first)
      #expect(
        message.hasPrefix("churn-forecast: stopped; in o, ") && message.hasSuffix(" series are complete. Go on with:"))
      let command = "  churn-forecast \(batch.joined(separator: " ")) --out o --resume\n"
      #expect(stopped.standardError.hasSuffix(command), "\(stopped.standardError)")
      #expect(try folder.appending(path: "o").results().keys.allSatisfy { !$0.hasSuffix(".tmp") })
      #expect(try Program(batch + ["--out", "o", "--resume"], in: folder).exitCode == 0)
      #expect(try Program(batch + ["--out", "p"], in: folder).exitCode == 0)
      #expect(try folder.appending(path: "o").results() == folder.appending(path: "p").results())
    }
  }

  private static func batch(_ panel: String) -> [String] {
    [
      "batch", panel, "--baseline", "constant", "--draws", "100000", "--part-size", "5", "--jobs", "1",
      "--quiet",
    ]
  }

  @Test("A run from standard input says to empty the folder, when it is stopped and when it is started again")
  func standardInput() throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(60), "panel.csv")
      let batch = Self.batch("-") + ["--out", "q"]
      let stopped = try Program.signalled(
        SIGTERM, once: "q/part-00001.csv", batch, in: folder, input: folder.appending(path: "panel.csv"))
      #expect(stopped.exitCode == 143 && stopped.standardError.contains("empty the folder and run it again"))
      let again = try Program(batch, in: folder, input: folder.text("panel.csv"))
      #expect(again.exitCode == 73 && again.standardError.contains("cannot be resumed; empty the folder"))
      let resumed = try Program(Self.batch("panel.csv") + ["--out", "q", "--resume"], in: folder)
      #expect(resumed.exitCode == 73 && resumed.standardError.contains("Empty the folder and run it again"))
    }
  }

  @Test("One long series does not delay the end", arguments: [SIGINT, SIGTERM])
  func longSeries(signal: Int32) throws {
    try withTemporaryFolder { folder in
      try folder.write(Panel.text(20), "panel.csv")
      let stopped = try Program.signalled(
        signal, once: "o/manifest.json",
        [
          "batch", "panel.csv", "--baseline", "saturating", "--driver", "x", "--draws", "1000000", "--months", "50",
          "--out", "o",
        ],
        in: folder)
      #expect(stopped.exitCode == 128 + signal && stopped.standardError.contains("stopped; in o, no part is complete."))
    }
  }

  @Test("A signal that the program was told to ignore stays ignored")
  func ignored() throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(60).utf8).write(to: folder.appending(path: "panel.csv"))
      let run = try Program.shell(
        """
        trap '' INT; "$0" batch panel.csv --baseline constant --draws 20000 --out o --quiet & pid=$!
        for i in $(seq 1000); do [ -e o/manifest.json ] && break; sleep 0.01; done
        kill -INT $pid; wait $pid; echo $?
        """, [], in: folder)
      #expect(run.standardOutput == "0\n")
    }
  }
}
