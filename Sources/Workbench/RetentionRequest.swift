import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Reporting
import Series
import SeriesIO

/// How users of cohorts stay, and how many there will be.
public struct RetentionRequest: Sendable {
  /// The model; nil for the simpler of sbg and bdw that the data do not contradict, or hazard where there are drivers.
  public var kind: RetentionKind?
  /// Files with the columns of the drivers.
  public var data: [String] = []
  /// The drivers of the hazard, by column.
  public var drivers: [String] = []
  /// The levels from which drivers are measured, by column; the mean of the first 12 figures for others.
  public var references: [String: Double] = [:]
  /// Whether the hazard has a season.
  public var hasSeason = false
  /// Whether the hazard of each age is its own, or smooth.
  public var ages = AgeEffects.automatic
  /// The last age of the fit; nil for all.
  public var lastAge: Int?
  /// The last age of the curve; nil for that of the table, at least 12.
  public var curveAge: Int?
  /// Months of the forecast; 0 for none.
  public var months = 12
  /// How many new users come.
  public var acquisition = CohortAcquisition.recentMean()
  /// Levels of drivers in the scenario, by column, from the month after the table on.
  public var levels: [String: Double] = [:]
  /// What a backtest fits on; nil for none.
  public var split: RetentionSplit?
  /// Whether cells with more users than before are allowed.
  public var allowsGrowth = false
  /// The coverages of the intervals, between 0 and 1.
  public var coverages = Coverages.usual
  /// The number of simulated paths.
  public var draws = 2000
  /// Their seed.
  public var seed: UInt64 = 1
  /// What is known of the files.
  public var reading = ReadingOptions()

  /// A request with the usual choices.
  public init() {}

  /// The answer.
  public struct Answer: Sendable {
    /// The fit.
    public let fit: FittedRetention
    /// The curve.
    public let curve: RetentionCurve
    /// How long users stay.
    public let lifetime: Lifetime
    /// Users to come; nil without a calendar, or where none were asked for.
    public let forecast: CohortForecast?
    /// The same with drivers at other levels, and the difference; nil where there is no scenario.
    public let scenario: RetentionScenario?
    /// Scores of the models beside plain methods; nil where none were asked for.
    public let backtest: RetentionBacktest?
    /// Whether the program chose between sbg and bdw.
    public let isChosen: Bool
  }

  /// Fits the model and answers what is asked.
  ///
  /// - Parameters:
  ///   - table: the cohorts.
  ///   - remark: called with what had to be decided about the files of the drivers.
  /// - Returns: the fit, its curve, forecast, scenario and backtest.
  /// - Throws: `RetentionError`, `SeriesIOError`.
  public func answer(_ table: CohortTable, remark: (ReadingRemark) -> Void = { _ in }) throws -> Answer {
    let hazards = try hazardDrivers(table, remark)
    for name in levels.keys.sorted() where !drivers.contains(name) {
      throw RetentionError.driverNames(name, isRepeated: false)
    }
    let fitted = lastAge.map { table.clipped(toAge: $0) } ?? table
    let fit = try self.fit(fitted, hazards)
    let last = curveAge ?? max(12, table.lastAge)
    var backtest: RetentionBacktest?
    if let split {
      let models = [RetentionKind.sbg, .bdw].map { RetentionModel($0, allowsGrowth: allowsGrowth) }
      let own = fit.kind == .hazard ? [model(.hazard, hazards)] : []
      backtest = try RetentionBacktest(table, split: split, models: own + models)
    }
    let hasForecast = months > 0 && fitted.isDated
    let base = hasForecast ? try simulation(fit, hazards, [:]) : nil
    let forecast = try base?.forecast(coverages: coverages, draws: draws)
    var scenario: RetentionScenario?
    if !levels.isEmpty, let base {
      let other = try simulation(fit, hazards, levels)
      scenario = RetentionScenario(
        levels: levels, forecast: try other.forecast(coverages: coverages, draws: draws),
        differences: try other.difference(from: base, coverages: coverages, draws: draws))
    }
    return Answer(
      fit: fit, curve: try fit.curve(through: last, coverage: coverages.max() ?? Coverages.single, seed: seed),
      lifetime: try fit.lifetime(horizon: last + 1), forecast: forecast, scenario: scenario, backtest: backtest,
      isChosen: kind == nil && hazards.isEmpty)
  }

  private func model(_ kind: RetentionKind, _ drivers: [HazardDriver]) -> RetentionModel {
    RetentionModel(
      kind, drivers: kind == .hazard ? drivers : [], hasSeason: kind == .hazard && hasSeason, ages: ages,
      allowsGrowth: allowsGrowth)
  }

  private func fit(_ table: CohortTable, _ drivers: [HazardDriver]) throws -> FittedRetention {
    if let kind {
      if kind != .hazard {
        if let driver = drivers.first { throw RetentionError.onlyHazard(kind, "driver `\(driver.name)`") }
        if hasSeason { throw RetentionError.onlyHazard(kind, "season") }
      }
      return try model(kind, drivers).fit(table)
    }
    if !drivers.isEmpty || hasSeason { return try model(.hazard, drivers).fit(table) }
    let plain = try model(.sbg, []).fit(table)
    guard let rich = try? model(.bdw, []).fit(table), rich.converged, let test = rich.shapeTest,
      test.p < 1 - Coverages.single
    else { return plain }
    return rich
  }

  /// The drivers, measured from their reference levels.
  private func hazardDrivers(
    _ table: CohortTable, _ remark: (ReadingRemark) -> Void
  ) throws -> [HazardDriver] {
    guard !drivers.isEmpty else { return [] }
    let files = try data.map { try SeriesFile(path: $0, reading: reading) }
    for file in files { file.remarks.forEach(remark) }
    let first = table.cohorts.compactMap(\.start).min() ?? Month(year: 2000, month: 1)
    return try drivers.map { name in
      let column = try column(name, in: files, content: .number, remark)
      let reference =
        references[name] ?? DriverSpecification(.column(name), name: name).referenceLevel(of: column, from: first)
      return HazardDriver(column, reference: reference)
    }
  }

  /// The future with drivers at given levels; others go on as their files say, and then at their last level.
  private func simulation(
    _ fit: FittedRetention, _ drivers: [HazardDriver], _ levels: [String: Double]
  ) throws -> CohortSimulation {
    let origin = fit.table.lastMonth ?? Month(year: 2000, month: 1)
    let later = drivers.map { driver in
      var level = driver.column[origin] ?? driver.column.lastObservedMonth.flatMap { driver.column[$0] }
      let values = (1...months).map { ahead -> Double? in
        if let stated = levels[driver.name] { return stated }
        level = driver.column[origin.advanced(by: ahead)] ?? level
        return level
      }
      return MonthlyColumn(
        name: driver.name, first: origin.advanced(by: 1), values: values, file: driver.column.file)
    }
    return try CohortSimulation(fit, months: months, acquisition: acquisition, drivers: later, seed: seed)
  }
}
