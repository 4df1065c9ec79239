import Foundation
import Testing

@Suite("Batches that are stopped")
struct StopTests {
  @Test(
    "Ctrl-C and SIGTERM end a batch soon, say what is complete and how to go on; the resumed run gives the same bytes",
    arguments: [("INT", Int32(130)), ("TERM", Int32(143))])
  func stopping(signal: String, code: Int32) throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(series: 400).utf8).write(to: folder.appending(path: "panel.csv"))
      let batch = "batch panel.csv --baseline constant --draws 20000 --part-size 20"
      let run = try Program.shell(
        """
        "$0" \(batch) --out o --quiet & pid=$!
        while [ ! -e o/part-00001.csv ]; do sleep 0.01; done
        sleep 0.05; kill -\(signal) $pid; wait $pid; echo $?
        "$0" \(batch) --out o --quiet --resume; echo $?; "$0" \(batch) --out p --quiet; diff -r -x manifest.json -x .lock o p && echo same
        """, [], in: folder)
      #expect(run.standardOutput == "\(code)\n0\nsame\n")
      let message = try #require(run.standardError.split(separator: "\n").first)
      #expect(
        message.hasPrefix("churn-forecast: stopped; in o, ") && message.hasSuffix(" series are complete. Go on with:"))
      #expect(run.standardError.contains("\n  churn-forecast \(batch) --out o --quiet --resume\n"))
    }
  }

  @Test("A run from standard input says to empty the folder, when it is stopped and when it is started again")
  func standardInput() throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(series: 400).utf8).write(to: folder.appending(path: "panel.csv"))
      let batch = "batch - --baseline constant --draws 20000 --part-size 20 --out q --quiet"
      let run = try Program.shell(
        """
        "$0" \(batch) < panel.csv & pid=$!
        while [ ! -e q/part-00001.csv ]; do sleep 0.01; done
        kill -TERM $pid; wait $pid; echo $?
        "$0" \(batch) < panel.csv; echo $?
        "$0" batch panel.csv --baseline constant --draws 20000 --part-size 20 --out q --quiet --resume; echo $?
        """, [], in: folder)
      #expect(run.standardOutput == "143\n73\n73\n")
      let messages = run.standardError.split(separator: "\n")
      #expect(messages.count == 3 && messages.allSatisfy { $0.contains("mpty the folder") }, "\(messages)")
    }
  }

  @Test("A signal that the program was told to ignore stays ignored")
  func ignored() throws {
    try withTemporaryFolder { folder in
      try Data(Panel.text(series: 60).utf8).write(to: folder.appending(path: "panel.csv"))
      let run = try Program.shell(
        """
        trap '' INT; "$0" batch panel.csv --baseline constant --draws 20000 --out o --quiet & pid=$!
        while [ ! -e o/part-00000.csv.tmp ]; do sleep 0.01; done
        kill -INT $pid; wait $pid; echo $?
        """, [], in: folder)
      #expect(run.standardOutput == "0\n")
    }
  }
}
