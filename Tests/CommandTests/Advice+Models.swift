import Foundation

extension Advice {
  /// A model file, and one as the advice says.
  private init(_ advice: String, _ model: String, repaired: String, _ csv: String = plain) {
    self.init(
      advice, ["data.csv": csv, "m.yaml": model], ["fit data.csv --model m.yaml"], repaired: ["m.yaml": repaired])
  }

  /// Another table for the same command.
  private init(_ advice: String, table: String, repaired: String = plain, _ command: String = fit) {
    self.init(advice, ["data.csv": table], [command], repaired: ["data.csv": repaired])
  }

  /// Users, acquired users times a factor, and lost users.
  private static func flows(_ factor: Double) -> String {
    var users = 1e6
    return "month,mau,lost,acquired\n"
      + (0..<40).map { index in
        let acquired = Double(50000 + index * 3 % 5 * 100)
        let lost = users * (0.02 + 0.001 * Double(index * index % 7))
        users += acquired - lost
        return "\(month(index)),\(Int(users)),\(Int(lost)),\(Int(acquired * factor))\n"
      }.joined()
  }

  private static let observedFlows = "flows: {churned: lost, acquired: acquired}\n"
  private static let quarters = rows { $0 % 3 == 2 ? users($1) : "" }
  private static let switched = rows(x: { $0 > 30 ? "1" : "0" })
  private static let accelerating = rows { index, _ in
    users(1e6 * exp(0.0008 * Double(index * index) + 0.01 * sin(12.9898 * Double(index * index))))
  }

  private static let days =
    "date,mau\n"
    + (0..<12).flatMap { index in
      (1...[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][index]).map {
        "2021-\(index < 9 ? "0" : "")\(index + 1)-\($0 < 10 ? "0" : "")\($0),\(5000 + (index * index + $0) % 7)\n"
      }
    }
    .joined()

  static let models: [Advice] = [
    Advice(
      "State a smaller one", "mau: {standardError: 0.9}\nbaseline: constant\nerrors: independent\n",
      repaired: "mau: {standardError: 0.001}\nbaseline: constant\nerrors: independent\n"),
    Advice(
      "State another with `reference`", "baseline: constant\ndrivers: {d: {expression: log(x), reference: 0}}\n",
      repaired: "baseline: constant\ndrivers: {d: {expression: log(x), reference: 1}}\n", rows(x: { "\(1 + $0 % 5)" })),
    Advice(
      "is an arbitrary choice of the search; state a decay", ["data.csv": rows(x: { "\($0 % 2)" })],
      [fit + " --driver 'carryover(x, fit)'"], follow: [fit + " --driver 'carryover(x, 0.5)'"]),
    Advice(
      "Consider a constant baseline", ["data.csv": accelerating],
      ["fit data.csv --errors independent --baseline saturating"], follow: [fit]),
    Advice(
      "(--months 3)", ["data.csv": quarters], ["fit data.csv --out f.json", "forecast f.json --months 2"],
      follow: ["fit data.csv --out f.json", "forecast f.json --months 3"]),
    Advice(
      "State its future by --future", ["data.csv": switched, "f.csv": "month,x\n2023-01,1\n2023-02,1\n2023-03,1\n"],
      [fit + " --driver x --out f.json", "forecast f.json --months 3"],
      follow: [fit + " --driver x --out f.json", "forecast f.json --months 3 --future f.csv"]),
    Advice(
      "All three must be numbers of users, counted the same way",
      ["data.csv": flows(2), "m.yaml": observedFlows], ["fit data.csv --model m.yaml"],
      repaired: ["data.csv": flows(1)]),
    Advice(
      "provide acquired or lost users",
      [
        "data.csv": "month,mau\n"
          + (0..<14).map { "\(month($0)),\(users(1e6 * exp(0.1 * sin(12.9 * Double($0 * $0)))))\n" }.joined(),
        "m.yaml": "flows: {}\n",
      ], ["fit data.csv --model m.yaml"], repaired: ["data.csv": flows(1), "m.yaml": observedFlows]),
    // Cells.
    Advice("Rename all but one", table: plain.replacing("mau,x", with: "mau,mau")),
    Advice("Keep one row per month", table: plain.replacing("2018-03,", with: "2018-02,")),
    Advice("Quote whole cells", table: plain.replacing("2018-03,", with: "2018-03,\"")),
    Advice(
      "--monthly mean, last, max or sum", ["data.csv": days], [fit], follow: [fit + " --monthly mean"]),
    Advice(
      "Say which by --dates dmy or --dates mdy",
      [
        "data.csv": "month,mau\n"
          + (0..<24).map { "\($0 % 12 + 1)/\($0 % 12 + 1)/\(2018 + $0 / 12),\(1000 + $0 * $0 % 7)\n" }.joined()
          .replacing("3/3/2018", with: "3/4/2018").replacing("4/4/2018", with: "4/3/2018")
      ],
      [fit], follow: [fit + " --dates mdy"]),
    Advice(
      "If the number is right, take away what stands behind it",
      table: rows { $0 == 30 ? users($1) + "*" : users($1) }),
    Advice(
      "--users-in k says it", ["data.csv": "Monthly users in thousands,,,\n" + plain], ["forecast data.csv"],
      follow: ["forecast data.csv --users-in k"]),
    Advice(
      "Say which by --decimal point or --decimal comma",
      ["data.csv": "month,mau\n" + (0..<24).map { "\(month($0)),1.\(234 + $0 * $0 % 7)\n" }.joined()], [fit],
      follow: [fit + " --decimal comma"]),
    Advice(
      "If nothing was counted, leave the cell blank", table: rows { $0 == 30 ? "0" : users($1) },
      repaired: rows { $0 == 30 ? "" : users($1) }),
    Advice("Write YYYY-MM", table: "month,mau\n" + (1...12).map { "\(2100 + $0),\(1000 + $0 * $0 % 7)\n" }.joined()),
    Advice(
      "are read by --dates serial",
      ["data.csv": "month,mau\n" + (0..<12).map { "\(43831 + 31 * $0),\(1000 + $0 * $0 % 7)\n" }.joined()], [fit],
      follow: [fit + " --dates serial"]),
    Advice(
      "--quarters last puts them at their ends",
      [
        "data.csv": "date,mau\n"
          + (0..<20).map { "\(2015 + $0 / 4)-\(["01", "04", "07", "10"][$0 % 4])-01,\(1000 + $0 * $0 % 7)\n" }.joined()
      ], [fit],
      follow: [fit + " --quarters last"]),
    Advice(
      "give every driver by itself", ["data.csv": plain], [fit + " --driver x,y"],
      follow: [fit + " --driver x"]),
    Advice(
      "is written in backquotes (`Net adds (k)`)", ["data.csv": plain.replacing("mau,x", with: "mau,Net adds (k)")],
      [fit + " --driver 'Net adds (k)'"], follow: [fit + " --driver '`Net adds (k)`'"]),
    Advice(
      "A panel of many series is read by `churn-forecast batch`",
      ["data.csv": "month,mau\n" + String(repeating: "2020-01,5\n", count: 120_002), "panel.csv": panel], [fit],
      follow: [batch]),
    Advice(
      "Use a lower coverage or more origins", ["data.csv": rows(30)],
      ["backtest data.csv --driver x --months 6 --baseline constant --errors independent"],
      follow: ["backtest data.csv --driver x --months 1 --levels 50 --baseline constant --errors independent"]),
    Advice("Take it out", table: plain + "Total,9,9,9\n"),
    Advice("Write all months of a column in one way", table: plain.replacing("2018-03,", with: "Mar 2018,")),
    Advice(
      "--users-in M says so", ["data.csv": rows { "\((exp(15) + 1e4 * Double($0 * $0 % 7) + $1 / 10) / 1e6)" }], [fit],
      follow: [fit + " --users-in M"]),
    Advice(
      "--mau names another", ["data.csv": plain.replacing("mau", with: "users")], [fit], follow: [fit + " --mau users"]),
    Advice(
      "--only a", ["panel.csv": panel], ["fit panel.csv --baseline constant --errors independent"],
      follow: ["fit panel.csv --baseline constant --errors independent --series series --only a"]),
    Advice(
      "Leave the cell blank if it is not observed", table: rows { $0 == 30 ? "unknown" : users($1) },
      repaired: rows { $0 == 30 ? "" : users($1) }),
    Advice(
      "Change the unit of the column", table: rows(x: { $0 == 9 ? "4e150" : "\($0 % 5)" }), fit + " --driver x"),
    Advice(
      "Check that the file is CSV with line breaks",
      table: plain + "2023-01," + String(repeating: "1", count: 1_200_000) + ",2,4\n"),
    Advice(
      "Save the table as CSV in UTF-8",
      Input(
        files: ["data.csv": plain.replacing("mau,x", with: "mau,g\u{81}ne")],
        commands: [["fit", "data.csv"] + constant], encoding: .isoLatin1),
      followed: Input(
        files: ["data.csv": plain.replacing("mau,x", with: "mau,g\u{81}ne")],
        commands: [["fit", "data.csv"] + constant])),
  ]
}
