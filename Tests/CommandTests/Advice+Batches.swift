extension Advice {
  /// Two series of 24 months.
  static let panel =
    "series,month,mau,x,y\n"
    + ["a", "b"].flatMap { name in plain.split(separator: "\n")[1...24].map { "\(name),\($0)\n" } }.joined()
  static let batch = "batch panel.csv --baseline constant --errors independent --months 3 --quiet"

  /// The panel with its first rows between those of the second series.
  private static var scattered: String {
    var rows = panel.split(separator: "\n")
    rows.append(rows.remove(at: 1))
    return rows.joined(separator: "\n")
  }

  private static func futures(_ names: String...) -> String {
    "series,month,x\n" + names.flatMap { name in (1...3).map { "\(name),2020-0\($0),1\n" } }.joined()
  }

  private init(_ advice: String, _ commands: [String], follow: [String]) {
    self.init(advice, ["panel.csv": Self.panel], commands, follow: follow)
  }

  static let batches: [Advice] = [
    Advice(
      "or use --sort", ["panel.csv": scattered], [batch + " --out out"], follow: [batch + " --out out --sort"]),
    Advice(
      "Fill it in", ["panel.csv": panel.replacing("\na,2018-01", with: "\n,2018-01")],
      [batch.replacing(" --quiet", with: "") + " --out out"], repaired: ["panel.csv": panel]),
    Advice(
      "expected a name. Check the column",
      ["panel.csv": panel.replacing("\nb,2018-01", with: "\n" + String(repeating: "b", count: 70_000) + ",2018-01")],
      [batch.replacing(" --quiet", with: "") + " --out out"], repaired: ["panel.csv": panel]),
    Advice(
      "Name the column of series with --series", ["panel.csv": panel.replacing("series,", with: "country,")],
      [batch], follow: [batch + " --series country"]),
    Advice(
      "Did you mean `alpha`?", ["panel.csv": panel.replacing("\na,", with: "\nalpha,")], ["fit panel.csv --only alpa"],
      follow: ["fit panel.csv --only alpha"]),
    Advice(
      "or leave out --dates, --decimal and --users-in",
      [batch.replacing("panel.csv", with: "/dev/null") + " --users-in k"],
      follow: [batch + " --users-in k"]),
    Advice("Choose another or empty it", [batch + " --out ."], follow: [batch + " --out out"]),
    Advice(
      "The batch in it is complete; empty the folder or choose another", [batch + " --out out", batch + " --out out"],
      follow: [batch + " --out out", batch + " --out other"]),
    Advice(
      "no manifest.json of a batch to resume. Choose another folder", [batch + " --out . --resume"],
      follow: [batch + " --out out"]),
    Advice(
      "Start again in another folder", [batch + " --out out", batch + " --out out --resume --part-size 7"],
      follow: [batch + " --out out", batch + " --out other --part-size 7"]),
    Advice(
      "--resume needs a file", [batch.replacing("panel.csv", with: "-") + " --out out --resume"],
      follow: [batch + " --out out --resume"]),
    Advice("--resume needs the folder", [batch + " --resume"], follow: [batch + " --out out --resume"]),
    Advice(
      "Name another by --series", [batch + " --out out --series month"],
      follow: [batch + " --out out --series series"]),
    Advice(
      "Sort both files the same way", ["panel.csv": panel, "f.csv": futures("b", "a")],
      [batch + " --driver x --future f.csv"], repaired: ["f.csv": futures("a", "b")]),
    Advice(
      "leave out --model and the options that describe a model", [batch + " --benchmark naive"],
      follow: ["batch panel.csv --months 3 --benchmark naive --quiet"]),
    Advice(
      "only --out and --open can be combined with its folder",
      [batch + " --out out", "report out --months 3 --out r.html"],
      follow: [batch + " --out out", "report out --out r.html"]),
  ]
}
