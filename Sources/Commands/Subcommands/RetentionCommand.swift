import ArgumentParser
import ChurnForecast

/// `churn-forecast retention`.
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Shows who stays and for how long, from cohorts or growth accounting, and forecasts users as their sum.",
    discussion: """
      Cohorts: `cohort,age,users` with a row for each cohort and age, or a row for each cohort and a column for each age (0, 1, 2 …). \
      Cohorts named by months have a calendar: drivers can raise the hazard of all of them, and users can be forecast. \
      Growth accounting: `month,new,retained,resurrected,churned` (mau if it is counted): checked, with quick ratio, retention and gross churn.

      Examples:
        churn-forecast retention cohorts.csv
        churn-forecast retention cohorts.csv --curve sbg --fit-ages 7 --ages 12
        churn-forecast retention cohorts.csv --data outages.csv --driver outages --months 24 --set outages=0.5
        churn-forecast retention cohorts.csv --backtest 2024-06 --page retention.html
        churn-forecast retention accounting.csv --format csv
      """)

  @Argument(help: "A CSV file; - is standard input.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var file: String

  @Option(
    help:
      "The model of the curve (default: hazard with drivers, otherwise the simpler of sbg and bdw that the data allow)."
  )
  var curve: RetentionKind?

  @Option(
    help: ArgumentHelp("A CSV file with columns of drivers by month. Repeatable.", valueName: "data.csv"),
    completion: .file(extensions: ["csv"]))
  var data: [String] = []

  @Option(
    help: ArgumentHelp(
      "A column that moves the hazard of all cohorts in a month. Repeat for more.", valueName: "column"))
  var driver: [String] = []

  @Option(
    help: ArgumentHelp(
      "The level from which a driver is measured (default: the mean of its first 12 figures).",
      valueName: "driver=level"), transform: LevelAssignment.init)
  var reference: [LevelAssignment] = []

  @Option(help: "A season of the hazard: none or monthly.")
  var seasonality = Seasonality.none

  @Option(help: "How the hazard depends on age: automatic, groups or smooth.")
  var ageEffects = AgeEffects.automatic

  @Option(help: ArgumentHelp("The last age that is fitted (default: all).", valueName: "age"))
  var fitAges: Int?

  @Option(
    help: ArgumentHelp("The last age of the curve (default: that of the cohorts, at least 12).", valueName: "age"))
  var ages: Int?

  @Option(help: "Months to forecast, 0 to 600, where cohorts have a calendar.")
  var months = 12

  @Option(
    name: .customLong("new-users"),
    help: ArgumentHelp(
      "New users a month: mean (of the last 12 cohorts), trend (of the last 24), none, or a number.", valueName: "users"
    ),
    transform: NewUsersOption.init)
  var newUsers = NewUsersOption.mean

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A scenario: the level of a driver in the months to come. Repeat for more.", valueName: "driver=level"),
    transform: LevelAssignment.init)
  var levels: [LevelAssignment] = []

  @Option(
    help: ArgumentHelp(
      "Fit only ages up to this one, or the calendar up to this month, and score the rest.", valueName: "age|YYYY-MM"),
    transform: RetentionSplitOption.init)
  var backtest: RetentionSplitOption?

  @Flag(help: "Go on where users of a cohort grow with age, or growth accounting does not add up.")
  var allowGrowth = false

  @Option(name: .customLong("levels"), help: ArgumentHelp("Coverages of the intervals in percent.", valueName: "80,95"))
  var coverages = Levels.usual

  @Option(help: "Number of simulated paths, 100 to 100000.")
  var draws = 2000

  @Option(help: "The seed of the simulation: the same seed gives the same numbers.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Reading options") var notation: NotationArguments

  @Option(
    help: ArgumentHelp("Write a page, .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var page: PagePath?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...600).contains(months) else { throw ValidationError("--months must be between 0 and 600.") }
    guard (100...100_000).contains(draws) else { throw ValidationError("--draws must be between 100 and 100000.") }
    for (name, value) in [("--ages", ages), ("--fit-ages", fitAges)] {
      if let value, !(1...1200).contains(value) { throw ValidationError("\(name) must be between 1 and 1200.") }
    }
    guard driver.isEmpty || !data.isEmpty else {
      throw ValidationError("--driver needs --data, a CSV file with its column by month.")
    }
    if let page, let input = ([file] + data).first(where: { TextFile.isSame($0, page.file.path) }) {
      throw ValidationError("\(page.file.path) would overwrite the input \(input); choose another file.")
    }
  }

  func run() throws {
    var reading = ReadingOptions()
    reading.dates = notation.dates
    reading.decimal = notation.decimal
    let cohorts = try CohortFile(path: file, reading: reading)
    cohorts.remarks.forEach(Hint.show)
    switch cohorts.contents {
    case .accounting(let accounting):
      if let miss = accounting.misses.first, !allowGrowth {
        throw AccountingMiss(file: file, first: miss.description, count: accounting.misses.count)
      }
      try output.show(GrowthAccountingReport(accounting))
    case .cohorts(let rows): try show(CohortTable(rows: rows), reading)
    }
  }

  private func show(_ table: CohortTable, _ reading: ReadingOptions) throws {
    var request = RetentionRequest()
    request.kind = curve
    request.data = data
    request.drivers = driver
    request.references = Dictionary(reference.map { ($0.driver, $0.level) }) { _, last in last }
    request.hasSeason = seasonality == .monthly
    request.ages = ageEffects
    request.lastAge = fitAges
    request.curveAge = ages
    request.months = months
    request.acquisition = newUsers.acquisition(after: table, months: months)
    request.levels = Dictionary(levels.map { ($0.driver, $0.level) }) { _, last in last }
    request.split = backtest?.split
    request.allowsGrowth = allowGrowth
    request.coverages = coverages.values
    request.draws = draws
    request.seed = seed
    request.reading = reading
    let answer = try request.answer(table, remark: Hint.show)
    let report = RetentionReport(
      answer.fit, answer.curve, answer.lifetime, forecast: answer.forecast, scenario: answer.scenario,
      backtest: answer.backtest, isChosen: answer.isChosen)
    try page?.write(RetentionPage(report).page)
    try output.show(report)
  }
}

extension RetentionKind: ExpressibleByArgument {}

extension AgeEffects: ExpressibleByArgument {}
