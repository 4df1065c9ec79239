import ChurnModels
import Drivers
import Forecasting
import Reporting
import Scenarios
import Series

/// A scenario file to begin with, made from data at hand: it runs as it is, and its comments say what to change.
public struct ScenarioDraft: Sendable {
  /// Where the model of the scenarios comes from.
  public enum Source: Sendable, Equatable {
    /// A model that the scenario file fits to these data, with the column of users where it is not `mau`.
    case data([String], mau: String?)
    /// A saved fit.
    case fit(String)
  }

  private let source: Source
  private let data: MonthlyTable
  private let drivers: [DriverSpecification]
  private let origin: Month
  /// The users who come, where the model takes their number from outside.
  private let acquisitions: MonthlyColumn?

  /// The months of the scenarios.
  private static let months = 24
  /// The most drivers that get scenarios of their own.
  private static let mostDrivers = 3

  /// A draft.
  ///
  /// - Parameters:
  ///   - source: the files, as they are written into the scenario file.
  ///   - fit: the fit of the model to them.
  public init(_ source: Source, _ fit: any RecursiveFit) {
    self.source = source
    data = fit.data
    drivers = fit.specification.drivers
    origin = fit.origin
    acquisitions = fit.acquisitions
  }

  /// The file.
  public var text: String {
    let columns = columns
    let lines =
      heading + model + future + present(columns) + columns.prefix(Self.mostDrivers).flatMap(extremes)
      + examples(columns)
      + questions(columns)
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    [
      "# A scenario file. It runs as it is, by `churn-forecast scenario run`; change what is to be asked.",
      "# The language is described in notebooks-docs/scenarios.md. For editors that check files while they are written,",
      "# `churn-forecast schema > scenario.schema.json` makes the schema that this line names:",
      "# yaml-language-server: $schema=scenario.schema.json", "",
      "title: \(YAMLText.quoted("What becomes of \(data.mau.name)"))", "",
    ]
  }

  /// How growth and effects are known.
  private var model: [String] {
    switch source {
    case .fit(let file):
      return [
        "# Growth and effects are those of this fit, which has its data in it.", "fit: \(YAMLText.quoted(file))", "",
      ]
    case .data(let files, let mau):
      let column = mau.map { ", mau: \(YAMLText.quoted($0))" } ?? ""
      let names = files.map(YAMLText.quoted)
      return [
        "# The scenarios begin at the last figure of these data.",
        "base: {data: \(names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]")\(column)}", "",
        "# Growth and the effects of drivers are estimated from them; the keys are those of model files.", "model:",
      ] + (drivers.isEmpty ? ["  drivers: {}"] : ["  drivers:"])
        + drivers.map { "    \(YAMLText.key($0.name)): {expression: \(YAMLText.quoted($0.expression.description))}" }
        + [""]
    }
  }

  private var future: [String] {
    [
      "# The last month of the scenarios, and the one with which the others are compared.",
      "horizon: \(origin.advanced(by: Self.months))", "reference: as now", "",
    ]
  }

  /// A raw column and the levels that it has had.
  private struct Column {
    let name: String
    /// The mean of the last 12 months.
    let now: Double
    /// All values, ascending; at least one.
    let sorted: [Double]

    func quantile(_ share: Double) -> String {
      // Cannot trap: an index of the values, of which there is at least one.
      Self.short(sorted[Int((Double(sorted.count - 1) * share).rounded())])
    }

    /// Four digits, as YAML reads them.
    static func short(_ value: Double) -> String { NumberText.significant(value).replacing("−", with: "-") }
  }

  /// Whether a column can have a path: some names are keys of a scenario.
  static func canHavePath(_ column: String) -> Bool { !ScenarioKeys.scenario.contains(column) }

  private var columns: [Column] {
    var seen: Set<String> = []
    let all = drivers.compactMap { $0.expression.column.flatMap(data.driver) } + [acquisitions].compactMap { $0 }
    return all.filter { Self.canHavePath($0.name) && seen.insert($0.name).inserted }.compactMap { column in
      let values = column.observedMonths.filter { $0 <= origin }.compactMap { column[$0] }
      guard !values.isEmpty else { return nil }
      let last = values.suffix(12)
      return Column(name: column.name, now: last.reduce(0, +) / Double(last.count), sorted: values.sorted())
    }
  }

  /// The scenario of reference.
  private func present(_ columns: [Column]) -> [String] {
    guard !columns.isEmpty else { return ["scenarios:", "  as now: {}"] }
    return [
      "scenarios:",
      "  # Drivers go on at their means of the last 12 months. `hold` would keep the last level, `forecast` draws the future from history.",
      "  as now:",
    ] + columns.map { "    \(YAMLText.key($0.name)): \(Column.short($0.now))" }
  }

  /// A column at the ends of what it has been.
  private func extremes(_ column: Column) -> [String] {
    let (name, from) = (YAMLText.key(column.name), origin.advanced(by: 1))
    func scenario(_ word: String, _ level: String) -> [String] {
      [
        "  \(YAMLText.key("\(word) \(column.name)")):", "    extend: as now",
        "    \(name): {to: \(level), from: \(from)}",
      ]
    }
    return [
      "",
      "  # `\(VisibleText.line(column.name))` has been between \(column.quantile(0)) and \(column.quantile(1)); one month in ten was at or below "
        + "\(column.quantile(0.1)), one at or above \(column.quantile(0.9)).",
    ] + scenario("low", column.quantile(0.1)) + scenario("high", column.quantile(0.9))
  }

  /// Other ways to write a path, as comments.
  private func examples(_ columns: [Column]) -> [String] {
    guard let first = columns.first else {
      return [
        "", "# There is no driver in the model. One that is a column of the data, for example outages, is added by",
        "#   model: {drivers: {outages: {}}}",
        "#   scenarios: {as now: {outages: hold}, fewer: {outages: {multiply: 0.5}}}", "",
      ]
    }
    let name = YAMLText.key(first.name)
    return [
      "",
      "  # Other paths: one that changes step by step, and one that is uncertain, the same level in all months of a draw.",
      "  # slowly:", "  #   extend: as now",
      "  #   \(name): {ramp: {to: \(first.quantile(0.1)), from: \(origin.advanced(by: 3)), until: \(origin.advanced(by: 12))}}",
      "  # by chance:", "  #   extend: as now",
      "  #   \(name): {distribution: {process: triangular, low: \(first.quantile(0)), mode: \(first.quantile(0.5)), high: \(first.quantile(1))}}",
      "",
    ]
  }

  private func questions(_ columns: [Column]) -> [String] {
    let scenario = columns.first.map { YAMLText.key("high \($0.name)") } ?? "as now"
    let users = data.mau[origin] ?? 1
    let year = origin.advanced(by: 12)
    return [
      "# How probable it is, and when, that users fall below these numbers.",
      "thresholds: [\(NumberText.whole(users * 0.9))]", "",
      "# A published figure is compared with a scenario; `calibrate` chooses the scale of all effects so that it is met.",
      "# published:",
      "#   - {scenario: \(scenario), source: \"who said so, and where\", figures: {\(year): \(NumberText.whole(users * 0.95))}}",
      "# calibrate: {unknown: effectScale, scenario: \(scenario), month: \(year)}",
    ]
  }
}
