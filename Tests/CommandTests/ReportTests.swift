import Foundation
import Testing

@Suite("Reports: the page agrees with the other commands")
struct ReportTests {
  private static let founding = "data/twitter/insider-intelligence.yaml"

  private func json(_ arguments: [String], in folder: URL? = nil) throws -> [String: Any] {
    let run = try Program(arguments + ["--format", "json"], in: folder)
    return try #require(try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any])
  }

  /// The page that a command writes into a folder of its own, and that folder's other files.
  private func page(
    _ arguments: [String], name: String = "page.html", beside files: [String: String] = [:]
  ) throws -> (text: String, files: [String], run: Program) {
    try withTemporaryFolder { folder in
      for (file, text) in files {
        let place = folder.appending(path: file)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
      }
      let out = "\(folder.path())/\(name)"
      let run = try Program(
        ["report"] + arguments + ["--out", out], in: files.isEmpty ? nil : folder)
      let text = (try? String(contentsOfFile: out, encoding: .utf8)) ?? ""
      return (text, try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted(), run)
    }
  }

  /// The numbers in the cells of all rows that begin with a name, in the order of the page.
  private func values(_ page: String, row: String) -> [[Double]] {
    page.split(separator: "<tr>").filter { $0.hasPrefix("<th scope=\"row\">\(row)</th>") }.map { row in
      row.matches(of: /data-value="([^"]+)"/).compactMap { Double($0.output.1) }
    }
  }

  @Test("Scenarios: medians, intervals, published figures and parameters are those of the JSON")
  func scenario() throws {
    let document = try json(["scenario", "run", Self.founding])
    let (text, _, run) = try page([Self.founding])
    #expect(run.exitCode == 0 && run.standardOutput.isEmpty && run.standardError.isEmpty, "\(run.standardError)")
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    let months = try scenarios.map { try #require($0["months"] as? [[String: Any]]) }
    for (index, month) in months[0].enumerated() {
      let name = try #require(month["month"] as? String)
      // The table of the chart: medians, then the ends of the 95 % intervals of each scenario.
      let expected =
        ["median"].flatMap { key in months.map { $0[index][key] as? Double } }
        + months.flatMap { [$0[index]["lower95"] as? Double, $0[index]["upper95"] as? Double] }
      let row = try #require(values(text, row: name).first)
      #expect(Array(row.prefix(6)) == expected.compactMap { $0 }, "\(name)")
    }
    for parameter in try #require(document["parameters"] as? [[String: Any]]) {
      let name = try #require(parameter["name"] as? String)
      let value = try #require(parameter["value"] as? Double)
      #expect(values(text, row: name).contains { $0.first.map { abs($0 / value - 1) < 1e-14 } ?? false }, "\(name)")
    }
    let figures = try #require(document["published"] as? [[String: Any]])
    #expect(figures.count == 3)
    for figure in figures {
      let expected = [figure["published"] as? Double, figure["users"] as? Double].compactMap { $0 }
      #expect(values(text, row: "takeover").contains { Array($0.prefix(2)) == expected })
    }
    #expect(text.contains("In <code>takeover</code>, 368.4\u{A0}M users in 2022-12 become 335.7\u{A0}M in 2024-12"))
    #expect(text.contains("<pre><code>churn-forecast report \(Self.founding) --out "))
    #expect(text.contains("churn-forecast 0.1.0, seed 1."))
    #expect(text.utf8.count < 300_000)
  }

  @Test("A fit: coefficients and forecast are those of the JSON")
  func fit() throws {
    try withTemporaryFolder { folder in
      let saved = folder.appending(path: "fit.json").path()
      let fit = try json(["fit", "data/twitter/mau-quarterly.csv", "--baseline", "saturating", "--out", saved])
      let forecast = try json(["forecast", saved, "--months", "30", "--seed", "9"])
      let (text, _, run) = try page([saved, "--months", "30", "--seed", "9"])
      #expect(run.exitCode == 0, "\(run.standardError)")
      for coefficient in try #require(fit["coefficients"] as? [[String: Any]]) {
        let name = try #require(coefficient["name"] as? String)
        let keys = ["estimate", "standardError", "t", "p"]
        let row = try #require(values(text, row: name).first)
        let expected = keys.compactMap { coefficient[$0] as? Double }
        #expect(row.count == expected.count)
        // JSONSerialization may lose the last bit.
        for (value, other) in zip(row, expected) { #expect(abs(value - other) <= 1e-15 * abs(other)) }
      }
      for month in try #require(forecast["months"] as? [[String: Any]]) {
        let name = try #require(month["month"] as? String)
        let keys = ["median", "lower95", "upper95", "lower80", "upper80"]
        #expect(values(text, row: name).first == keys.compactMap { month[$0] as? Double }, "\(name)")
      }
      #expect(text.contains("churn-forecast 0.1.0, seed 9."))
      #expect(text.contains("Autocorrelation of the residuals") && text.contains("Normal quantiles"))
    }
  }

  @Test("Data: errors of the backtest are those of the JSON, and the verdict is the same")
  func data() throws {
    let arguments = ["data/twitter/mau-quarterly.csv", "--baseline", "saturating", "--months", "6"]
    let document = try json(["backtest"] + arguments)
    let (text, _, run) = try page(arguments)
    #expect(run.exitCode == 0, "\(run.standardError)")
    let rows = try #require(document["rows"] as? [[String: Any]])
    for horizon in [3, 6] {
      for method in ["naive", "theta"] {
        let row = try #require(rows.first { $0["method"] as? String == method && $0["horizon"] as? Int == horizon })
        let expected = ["n", "mape", "smape", "rmse", "mase", "bias", "crps"].compactMap { row[$0] as? Double }
        let found = values(text, row: method).contains { cells in
          zip(cells, expected).allSatisfy { abs($0 - $1) <= 1e-15 * abs($1) } && cells.count == expected.count + 2
        }
        #expect(found, "\(method) \(horizon)")
      }
    }
    for sentence in try #require(document["verdict"] as? [String]) {
      #expect(text.replacing("\u{A0}", with: " ").contains("<li>\(sentence)</li>"), "\(sentence)")
    }
    #expect(text.contains("saturation</th>"), "the fit stands in the page too")
  }

  @Test("Markdown has its drawings next to it, named after the page")
  func markdown() throws {
    let (text, files, run) = try page([Self.founding], name: "a b.md")
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(files == (1...7).map { "a b-\($0).svg" } + ["a b.md"])
    #expect(text.contains("](a%20b-1.svg)") && text.contains("| takeover | 2024-12 | 335.7 M |"))
  }

  private static let manifest = """
    {"arguments": ["batch", "panel.csv", "--out", "out"], "seed": 5, "times": {"started": "2026-01-01T00:00:00Z"},
    "identity": {"version": "0.1.0", "input": {"file": "panel.csv"}, "model": "", "options": {}}}
    """

  private static let panel = [
    "out/manifest.json":
      manifest,
    "out/_SUCCESS": "",
    "out/part-00000.csv": """
    series,month,median,lower80,upper80,lower95,upper95,model
    <script>alert(1)</script>,2024-01,1000000,900000,1100000,800000,1200000,net-growth
    <script>alert(1)</script>,2024-02,800000,700000,900000,600000,1000000,net-growth
    =cmd(),2024-01,5000,4000,6000,3000,7000,naive
    =cmd(),2024-02,5500,4000,6000,3000,8000,naive

    """,
    "out/coefficients/part-00000.csv": """
    series,coefficient,estimate,standardError,lower,upper
    <script>alert(1)</script>,outages,0.02,0.005,0.01,0.03
    =cmd(),outages,0.01,0.01,-0.01,0.03

    """,
    "out/failures.csv": "series,reason,message\n<b>,too-few-figures,\"out.csv:7: 3 figures, <b>\"\n",
  ]

  @Test("A batch folder: totals, losers, effects, failures, one card per series; names do no harm")
  func batch() throws {
    let (text, _, run) = try page(["out"], beside: Self.panel)
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(text.contains("2 series together lose 19.9\u{A0}% of their users"))
    #expect(values(text, row: "&lt;script&gt;alert(1)&lt;/script&gt;").contains([1e6, 8e5, -2e5, 0.8 - 1]))
    #expect(values(text, row: "too-few-figures") == [[1], [1]])
    #expect(values(text, row: "outages").first == [2, 0.015, 1, 0])
    #expect(text.components(separatedBy: "<li data-name=").count == 3)
    #expect(text.components(separatedBy: "<script").count == 2 && text.contains("seed 5."))
  }

  @Test(
    "An input that cannot be reported gives one message and no page",
    arguments: [
      (["none.json"], 66, "none.json: cannot be read"),
      (["none.yaml"], 66, "none.yaml: cannot be read"),
      (["bad.json"], 65, "bad.json: this is not a saved fit"),
      (["out"], 65, "out/part-00000.csv:2: column `month`: \"soon\" is not a month"),
      (["broken"], 65, "broken/manifest.json: this is not the manifest of a batch"),
      (["out", "--months", "3"], 64, "only --out and --open can be combined with its folder"),
      (["a.yaml", "--driver", "x"], 64, "A scenario file has its own model"),
      (["fit.json", "--baseline", "constant"], 64, "A saved fit includes its model"),
      (["data.csv", "--scenario", "x"], 64, "are for scenario files"),
      (["data.csv"], 65, "cannot forecast this series: it needs 3 figures"),
    ] as [([String], Int32, String)])
  func failures(arguments: [String], code: Int32, message: String) throws {
    let (text, files, run) = try page(
      arguments,
      beside: [
        "bad.json": "{}", "out/manifest.json": Self.manifest, "out/part-00000.csv": "series,month,median\na,soon,1\n",
        "broken/manifest.json": "[", "data.csv": "month,mau\n2024-01,5\n",
      ])
    #expect(run.exitCode == code, "\(run.standardError)")
    #expect(run.standardError.contains(message), "\(run.standardError)")
    #expect(text.isEmpty && files == ["bad.json", "broken", "data.csv", "out"])
  }

  @Test("Without --out the page is next to the input, and its path is printed; a page of someone else is kept")
  func beside() throws {
    try withTemporaryFolder { folder in
      let rows = (0..<24).map {
        "20\($0 / 12 + 20)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1),\(1000 + 7 * $0 + $0 * 5 % 3),\($0 * 3 % 4)\n"
      }
      let place = folder.appending(path: "my data.v2")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try folder.write("month,mau,x\n" + rows.joined(), "my data.v2/mau.csv")
      let report = ["report", "my data.v2/mau.csv"]
      let first = try Program(report, in: folder)
      #expect(first.exitCode == 0 && first.standardOutput == "my data.v2/mau.html\n", "\(first.standardError)")
      #expect(try Program(report, in: folder).exitCode == 0)
      try folder.write("scenarios: 1\n", "my data.v2/mau.yaml")
      let other = try Program(["report", "my data.v2/mau.yaml"], in: folder)
      #expect(other.exitCode == 64 && other.standardError.contains("is no page about my data.v2/mau.yaml; name"))
      try folder.write("mine", "my data.v2/mau.html")
      let second = try Program(report, in: folder)
      #expect(second.exitCode == 64 && second.standardError.contains("name the page by --out"))
      #expect(try String(contentsOf: place.appending(path: "mau.html"), encoding: .utf8) == "mine")
      try folder.write(
        "series,month,mau\n"
          + rows.map { "a," + $0.split(separator: ",").prefix(2).joined(separator: ",") + "\n" }.joined(), "p.csv")
      #expect(
        try Program(["batch", "p.csv", "--benchmark", "naive", "--out", "my batch", "--quiet"], in: folder).exitCode
          == 0)
      #expect(try Program(["report", "my batch/"], in: folder).standardOutput == "my batch.html\n")
      #expect(try Program(["report", "-"], in: folder).exitCode == 64)
    }
  }

  @Test("The page opens in the browser of the machine; without one, a line says what to do")
  func opening() throws {
    try withTemporaryFolder { folder in
      try folder.write("#!/bin/sh\nprintf '%s' \"$1\" > opened.txt\n", "xdg-open")
      try folder.write("#!/bin/sh\nprintf '%s' \"$1\" > opened.txt\n", "open")
      let page =
        "chmod +x xdg-open open; PATH=$PWD:$PATH \"$0\" report '\(Program.project.path())/\(Self.founding)' --out 'a b.html' --open"
      let run = try Program.shell(page + "; sleep 1; cat opened.txt", [], in: folder)
      #expect(run.exitCode == 0 && run.standardOutput.hasSuffix("/a b.html"), "\(run.standardError)")
      let none = try Program.shell(page.replacing("$PWD:$PATH", with: "/no-such-folder"), [], in: folder)
      #expect(none.standardError.contains("open a b.html in a browser"), "\(none.standardError)")
    }
  }

  @Test("Headline, prices, tornado and goal are of one scenario: the stated one, or the one of the headline")
  func subject() throws {
    let file = "data/twitter/what-if.yaml"
    let names = try #require(try json(["scenario", "run", file])["scenarios"] as? [[String: Any]]).compactMap {
      $0["name"] as? String
    }
    for name in names {
      let (text, _, run) = try page([
        file, "--scenario", name, "--value-per-user", "2", "--keep", "350M", "--with", "outages",
      ])
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(text.contains("<p class=\"headline\">In <code>\(name)</code>,"))
      #expect(text.contains("<caption>Prices in \(name)</caption>") && text.contains("<figcaption>\(name) in "))
      #expect(text.contains(">money</th>") && text.contains(">keep 350.0"))
    }
    let (text, _, _) = try page([file])
    let named = try #require(text.firstMatch(of: /<p class="headline">In <code>([^<]+)<\/code>/)?.output.1)
    #expect(text.contains("<caption>Prices in \(named)</caption>") && text.contains("<figcaption>\(named) in "))
    let unknown = try page([file, "--scenario", "none"])
    #expect(unknown.run.exitCode == 65 && unknown.text.isEmpty)
  }

  @Test("Data take the future of their drivers, or how they go on")
  func future() throws {
    let rows = (0..<36).map {
      "20\($0 / 12 + 20)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1),\(100_000 - 900 * ($0 * 5 % 4) + 300 * $0),\($0 * 5 % 4)\n"
    }
    let later = (1...12).map { "2023-\($0 < 10 ? "0" : "")\($0),0\n" }
    let files = ["data.csv": "month,mau,x\n" + rows.joined(), "later.csv": "month,x\n" + later.joined()]
    let fit = ["data.csv", "--driver", "x", "--baseline", "constant"]
    let stated = try page(fit + ["--future", "later.csv"], beside: files)
    #expect(stated.run.exitCode == 0, "\(stated.run.standardError)")
    #expect(!stated.text.contains("with its uncertainty") && !stated.text.contains("taken as certain"))
    let held = try page(fit + ["--driver-forecast", "hold"], beside: files)
    #expect(held.text.contains("taken as certain"))
    #expect(try page(fit, beside: files).text.contains("their uncertainty"))
  }

  @Test("A page that cannot be written is exit 73; another ending or an input as output is exit 64")
  func output() throws {
    let lost = try Program(["report", Self.founding, "--out", "no-such-folder/page.html"])
    #expect(lost.exitCode == 73 && lost.standardError.contains("no-such-folder/page.html: cannot be written"))
    #expect(try Program(["report", Self.founding, "--out", "page.pdf"]).exitCode == 64)
    let (_, _, run) = try page(["x.html"], name: "x.html", beside: ["x.html": "month,mau\n"])
    #expect(run.exitCode == 64 && run.standardError.contains("--out would overwrite the input x.html"))
  }
}
