import Foundation
import Testing

/// A file as a spreadsheet or another program may have saved it.
struct ForeignFile: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// What the page must say.
  let says: [String]

  init(_ name: String, _ header: [String], says: [String] = [], rows: (Int) -> [String]) {
    testDescription = name
    self.says = says
    text = header.joined(separator: "\n") + "\n" + (0..<30).map { rows($0).joined(separator: "\n") + "\n" }.joined()
  }

  /// Users that grow with a wave, and two drivers.
  static func users(_ month: Int) -> Double { 1_500_000 + 12_000 * Double(month) + 9000 * Double(month * 7 % 5) }
  static func outages(_ month: Int) -> Int { month * 13 % 6 }
  static func share(_ month: Int) -> Double { 0.12 + 0.004 * Double(month * 11 % 7) }

  private static func fixed(_ value: Double, _ decimals: Int, _ point: String = ".") -> String {
    String(format: "%.\(decimals)f", value).replacing(".", with: point)
  }

  private static func grouped(_ value: Double, _ separator: String) -> String {
    let digits = fixed(value, 0)
    return "\(digits.dropLast(6))\(separator)\(digits.suffix(6).prefix(3))\(separator)\(digits.suffix(3))"
  }

  private static func year(_ month: Int) -> Int { 2020 + month / 12 }
  private static func iso(_ month: Int) -> String {
    "\(year(month))-\(number(month) < 10 ? "0" : "")\(number(month))"
  }

  private static func number(_ month: Int) -> Int { month % 12 + 1 }

  static let all: [ForeignFile] = [
    ForeignFile("a German export", ["Monat;MAU;Ausfälle"], says: ["a comma before decimals"]) {
      ["01.\(number($0) < 10 ? "0" : "")\(number($0)).\(year($0));\(fixed(users($0), 1, ","));\(outages($0))"]
    },
    ForeignFile("thousands by blanks, a title and a note", ["Our product||", "||", "month|mau|outages"]) {
      ["\(year($0))/\(number($0))|\(grouped(users($0), "\u{202F}"))|\(outages($0))"]
    },
    ForeignFile("American dates at month ends", ["Date,Users,Incidents"], says: ["`Users` is taken"]) {
      let (year, month) = (year($0), number($0))
      let last = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      return ["\(month)/\(last)/\(year),\"\(grouped(users($0), ","))\",\(outages($0))"]
    },
    ForeignFile("millions and percent", ["month;MAU in millions;negativity"], says: ["millions", "percent"]) {
      [
        "\(year($0))\(number($0) < 10 ? "0" : "")\(number($0));\(fixed(users($0) / 1e6, 4));\(fixed(share($0) * 100, 1)) %"
      ]
    },
    ForeignFile("days", ["day,mau,outages"], says: ["mean of days"]) { month in
      let (year, number) = (year(month), number(month))
      let last = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
      return (1...last).map { day in
        "\(year)-\(number < 10 ? "0" : "")\(number)-\(day < 10 ? "0" : "")\(day),\(fixed(users(month) + Double(day), 0)),\(outages(month))"
      }
    },
    ForeignFile("a panel by country", ["month,country,mau,outages"], says: ["one of 2; --only names another"]) {
      let month = iso($0)
      return [
        "\(month),United States,\(fixed(users($0), 0)),\(outages($0))",
        "\(month),France,\(fixed(users($0 + 3) / 2, 0)),\(outages($0 + 1))",
      ]
    },
    ForeignFile(
      "a panel with a title, years apart from months and thousands",
      ["Users by country;;;;", "country;Jahr;Monat;mau;outages"],
      says: ["made of `Jahr` and `Monat`", "batch 'my data.csv'"]
    ) {
      [
        "United States;\(year($0));\(number($0));\(grouped(users($0), "."));\(outages($0))",
        "France;\(year($0));\(number($0));\(grouped(users($0 + 3) / 2, "."));\(outages($0 + 1))",
      ]
    },
    ForeignFile("names that need quotation", ["month,mau,\"outages, EU (h)\",price $"]) {
      ["\(iso($0)),\(fixed(users($0), 0)),\(outages($0)),\(fixed(share($0), 3))"]
    },
    ForeignFile(
      "words for missing figures, and a column of notes", ["month,mau,outages,note"], says: ["Users are missing"]
    ) {
      [
        "\(iso($0)),\($0 == 12 ? "n/a" : fixed(users($0), 0)),\(outages($0)),"
          + ($0 % 9 == 0 ? "\"storm, large\"" : "")
      ]
    },
    ForeignFile("empty columns of a spreadsheet", ["sep=;", "month;mau;;outages;;"]) {
      ["\(iso($0));\(fixed(users($0), 0));;\(outages($0));;"]
    },
    ForeignFile("a year typed wrong", ["month,mau"], says: ["check the year"]) {
      ["\($0 == 29 ? 2202 : year($0))-\(number($0) < 10 ? "0" : "")\(number($0)),\(fixed(users($0), 0))"]
    },
  ]
}

@Suite("Inspection, and what it says to type next")
struct InspectTests {
  @Test(
    "One try for every file: it is inspected, and both commands that the page names run", arguments: ForeignFile.all)
  func next(file: ForeignFile) throws {
    try withTemporaryFolder { folder in
      try folder.write(file.text, "my data.csv")
      let page = try Program(["inspect", "my data.csv"], in: folder)
      #expect(page.exitCode == 0 && page.standardError.isEmpty, "\(page.standardError)")
      for text in file.says { #expect(page.standardOutput.contains(text), "\(page.standardOutput)") }
      let commands = page.standardOutput.split(separator: "\n").filter { $0.hasPrefix("  churn-forecast ") }
      #expect(commands.count == 2, "\(page.standardOutput)")
      for command in commands {
        let run = try Program.shell(String(command), [], in: folder)
        #expect(run.exitCode == 0, "\(command)\n\(run.standardError)")
      }
      let forecast = try Program.shell(try #require(commands.first.map(String.init)) + " --format csv", [], in: folder)
      #expect(forecast.standardOutput.split(separator: "\n").count == 13)
    }
  }

  @Test("Faulty cells are told column by column, one a line, and stop nothing")
  func faulty() throws {
    try withTemporaryFolder { folder in
      try folder.write("month,mau,outages\n2020-01,5,1\n2020-02,x,many\n2020-03,y,2\n2020-04,8,3\n", "data.csv")
      let page = try Program(["inspect", "data.csv"], in: folder)
      #expect(page.exitCode == 0 && !page.standardOutput.contains("\u{FFFD}"))
      for line in ["data.csv:3: column `mau`", "data.csv:4: column `mau`", "data.csv:3: column `outages`"] {
        #expect(page.standardOutput.contains("- \(line)"), "\(page.standardOutput)")
      }
      let fit = try Program(["fit", "data.csv"], in: folder)
      #expect(fit.exitCode == 65 && fit.standardError.split(separator: "\n").count == 2, "\(fit.standardError)")
      #expect(!fit.standardError.contains("\u{FFFD}"))
    }
  }

  @Test("What is odd in the data is said by inspect, fit, forecast and report alike")
  func remarks() throws {
    try withTemporaryFolder { folder in
      let rows = (0..<30).map { index in
        let share = ForeignFile.share(index) * (index >= 20 && index < 23 ? 100 : 1)
        let users = ForeignFile.users(index) * (index == 9 ? 1.6 : 1)
        return "\(2020 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1),\(users),\(share)\n"
      }
      try folder.write("month,mau,share\n" + rows.joined(), "data.csv")
      let data = ["data.csv", "--driver", "share"]
      #expect(try Program(["fit"] + data + ["--out", "fit.json"], in: folder).exitCode == 0)
      #expect(try Program(["report"] + data + ["--out", "page.html"], in: folder).exitCode == 0)
      let texts = [
        try Program(["inspect", "data.csv"], in: folder).standardOutput,
        try Program(["fit"] + data, in: folder).standardOutput,
        try Program(["fit"] + data + ["--model", "auto"], in: folder).standardOutput,
        try Program(["forecast"] + data, in: folder).standardOutput,
        try Program(["forecast", "fit.json"], in: folder).standardOutput,
        try String(contentsOf: folder.appending(path: "page.html"), encoding: .utf8),
      ]
      for text in texts {
        #expect(text.contains("2020-10 is 6"), "\(text)")
        #expect(text.contains("2021-09 to 2021-11 are about 100.0 times the others"), "\(text)")
      }
    }
  }
}
