import Drivers
import Series
import SeriesIO

/// The commands to type next, once it is known what files hold.
public struct InspectionAdvice {
  private let inspection: Inspection
  private let paths: [String]

  /// Advice on files.
  ///
  /// - Parameters:
  ///   - inspection: what they hold.
  ///   - paths: the files as they are typed.
  public init(_ inspection: Inspection, _ paths: [String]) {
    self.inspection = inspection
    self.paths = paths
  }

  /// Two commands, ready for a shell; none where there are no users.
  public var commands: [String] {
    guard let table = inspection.table, !table.mau.observedMonths.isEmpty else { return [] }
    let arguments = paths + inspection.arguments + span(table)
    let forecast = command(["forecast"] + arguments)
    if let panel = inspection.files.first(where: { $0.series.count > 1 }) {
      // A batch makes no months of days.
      guard panel.reading.monthly == nil, panel.reading.monthlyByColumn.isEmpty else {
        return [forecast, command(["backtest"] + arguments)]
      }
      return [
        forecast,
        command(
          ["batch"] + paths + users + series(panel) + (panel.isScattered ? ["--sort"] : []) + ["--out", "forecasts"]),
      ]
    }
    let drivers = usableDrivers.flatMap { ["--driver", $0.description] }
    return [forecast, command([drivers.isEmpty ? "backtest" : "fit"] + arguments + drivers)]
  }

  /// The option that leaves out months far from all others.
  private func span(_ table: MonthlyTable) -> [String] {
    table.findings.flatMap { finding -> [String] in
      guard case .users(.farMonth(let month, let neighbour)) = finding else { return [] }
      return [neighbour < month ? "--to" : "--from", neighbour.description]
    }
  }

  private func command(_ words: [String]) -> String { "churn-forecast " + ShellText.command(words) }

  private var users: [String] {
    let name = inspection.statedUsers ?? inspection.table?.mau.name
    return name.map { $0 == "mau" ? [] : ["--mau", $0] } ?? []
  }

  private func series(_ file: InspectedFile) -> [String] {
    var cells = ReadingOptions(month: file.monthColumn)
    cells.dates = file.reading.dates
    cells.decimal = file.reading.decimal
    cells.usersUnit = file.reading.usersUnit
    return (file.reading.series.map { $0 == "series" ? [] : ["--series", $0] } ?? []) + cells.arguments
  }

  /// The first drivers that a fit can use as they are, as many as the figures bear: ten for each, and no two that move together.
  public var usableDrivers: [DriverExpression] {
    guard let table = inspection.table else { return [] }
    var unusable: Set<String> = []
    for finding in table.findings {
      switch finding {
      case .blanks(let name, _), .begins(let name, _), .ends(let name, _), .constant(let name, _), .growth(let name):
        unusable.insert(name)
      case .together(let first, let second, _):
        if !unusable.contains(first) { unusable.insert(second) }
      case .flows(let acquired, let churned, _): unusable.formUnion([acquired, churned])
      case .users, .driver, .gaps, .continues: break
      }
    }
    let most = min(3, table.mau.observedMonths.count / 10)
    return table.drivers.filter { !unusable.contains($0.name) }.prefix(most).map { .column($0.name) }
  }
}
