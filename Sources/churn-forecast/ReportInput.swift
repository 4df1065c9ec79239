import ChurnForecast

/// What a page is about, told by the name of the input.
enum ReportInput {
  case fit(String)
  case scenario(String)
  case batch(String)
  case data

  init(_ files: [String]) {
    guard files.count == 1, let file = files.first else {
      self = .data
      return
    }
    let ending = file.split(separator: "/").last?.split(separator: ".").last?.lowercased()
    if BatchFolder.isOne(file) {
      self = .batch(file)
    } else if ending == "json" {
      self = .fit(file)
    } else if ending == "yaml" || ending == "yml" {
      self = .scenario(file)
    } else {
      self = .data
    }
  }

  /// Which flag has no meaning for this input; nil if all have.
  func unsupported(_ command: ReportCommand) -> String? {
    let describes = !command.model.isSilent || command.input.hasChoices
    switch self {
    case .data:
      return command.future.file == nil
        ? nil : "--future is for a saved fit; with data, fit first: `churn-forecast fit … --out fit.json`."
    case .fit where describes:
      return "A saved fit knows its model and data; leave out the flags that describe them."
    case .scenario
    where describes || command.months != nil || command.levels != nil || command.future.file != nil:
      return "A scenario file says model, horizon and levels itself; only --out and --seed go with it."
    case .batch
    where describes || command.months != nil || command.levels != nil || command.future.file != nil || command.seed != nil:
      return "A batch is finished; only --out goes with its folder."
    case .fit, .scenario, .batch: return nil
    }
  }

  /// Reads, computes and builds the page.
  func page(_ command: ReportCommand, _ reproduction: ReportPage.Reproduction) throws -> ReportPage {
    switch self {
    case .fit(let file): try Self.page(ofFit: file, command).page(reproduction)
    case .scenario(let file): try Self.page(ofScenario: file, command).page(reproduction)
    case .batch(let folder): try BatchPage(folder: folder).page(reproduction)
    case .data: try Self.page(ofData: command).page(reproduction)
    }
  }

  private static func options(_ command: ReportCommand) -> ForecastOptions {
    var options = ForecastOptions()
    if let levels = command.levels { options.levels = levels.values }
    if let seed = command.seed { options.seed = seed }
    return options
  }

  private static func page(ofFit file: String, _ command: ReportCommand) throws -> ModelPage {
    let saved = try SavedFit.read(TextFile.text(of: file), file: file)
    let futures = try command.future.file.map { path in
      let future = try SeriesFile(path: path)
      return try saved.futureColumns.map { try column($0, in: [future], content: .number) }
    }
    return try page(of: saved, command, futures: futures ?? [], backtest: nil)
  }

  private static func page(ofData command: ReportCommand) throws -> ModelPage {
    let specification = try command.model.specification()
    let table = try command.input.table(for: specification)
    let fit = try command.model.chosen().fit(table, benchmarks: true)
    var options = Backtest.Options()
    options.months = command.months ?? options.months
    if let levels = command.levels { options.levels = levels.values }
    let judged =
      specification.flows != nil || (command.model.isAutomatic && specification.drivers.isEmpty) ? nil : specification
    return try page(of: fit, command, futures: [], backtest: Backtest(judged, table, options: options))
  }

  private static func page(
    of fit: any FittedModel, _ command: ReportCommand, futures: [MonthlyColumn], backtest: Backtest?
  ) throws -> ModelPage {
    let months = command.months ?? 12
    let options = options(command)
    let forecast = try fit.forecast(months: months, drivers: futures, options: options)
    let naive = try Benchmark.naive.forecast(fit.data.mau, months: months, levels: options.levels)
    return ModelPage(fit, forecast: forecast, naive: naive, backtest: backtest)
  }

  private static func page(ofScenario file: String, _ command: ReportCommand) throws -> ScenarioPage {
    var scenarios = try ScenarioFile(file: file, text: TextFile.text(of: file))
    if let seed = command.seed { scenarios.seed = seed }
    let solution = try ScenarioSolution(scenarios, ScenarioInputs(besides: file)).keepingDraws()
    return ScenarioPage(try solution.run(), findings: try ScenarioFindings(solution))
  }
}
