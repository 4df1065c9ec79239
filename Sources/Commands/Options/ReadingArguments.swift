import ArgumentParser
import ChurnForecast

/// How the cells of data are to be read, where the files do not tell.
struct ReadingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("The column of months (default: month, date, quarter, year or period).", valueName: "column"))
  var month: String?

  @OptionGroup var notation: NotationArguments

  @Option(
    help: ArgumentHelp(
      "The month of quarters that are written by their first day, such as 2015-04-01 (default: first).",
      valueName: "month"))
  var quarters: QuarterMonth?

  @Option(
    help: ArgumentHelp(
      "How days or weeks become months: mean, last, max or sum, also for one column (outages=sum). Only complete months are used. "
        + "Repeat for more.", valueName: "rule"))
  var monthly: [MonthlyAssignment] = []

  @Option(help: ArgumentHelp("The unit of users: k, M or B (default: what the header says, or 1).", valueName: "unit"))
  var usersIn: UserUnit?

  @Option(help: ArgumentHelp("The column of series in a panel (default: series).", valueName: "column"))
  var series: String?

  @Option(help: ArgumentHelp("The series of a panel to read.", valueName: "name"))
  var only: String?

  /// Everything that is stated.
  var options: ReadingOptions {
    var options = ReadingOptions(month: month)
    options.dates = notation.dates
    options.decimal = notation.decimal
    options.quarters = quarters
    for assignment in monthly {
      if let column = assignment.column {
        options.monthlyByColumn[column] = assignment.rule
      } else {
        options.monthly = assignment.rule
      }
    }
    options.usersUnit = usersIn?.size
    options.series = series
    options.only = only
    return options
  }
}

/// A rule for all columns, or for one of them.
struct MonthlyAssignment: ExpressibleByArgument {
  let column: String?
  let rule: MonthlyRule

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard let last = parts.last, let rule = MonthlyRule(rawValue: last) else { return nil }
    self.rule = rule
    column = parts.count > 1 ? parts[0] : nil
  }

  var defaultValueDescription: String { (column.map { $0 + "=" } ?? "") + rule.rawValue }
}

extension QuarterMonth: ExpressibleByArgument {}

extension UserUnit: ExpressibleByArgument {
  /// A unit as an option.
  public init?(argument: String) { self.init(word: argument) }
}
