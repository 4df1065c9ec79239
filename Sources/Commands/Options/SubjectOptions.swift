import ArgumentParser
import ChurnForecast

/// What a page about scenarios is to answer.
struct SubjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The scenario of headline, prices, tornado and goal (default: the one calibrated or checked, else the most different one).",
      valueName: "name"))
  var scenario: String?

  @Option(help: ArgumentHelp("The value of one user, in any currency, for the prices.", valueName: "money"))
  var valuePerUser: Double?

  @Option(help: ArgumentHelp("The number of users to keep, for example 368.4M; with --with.", valueName: "users"))
  var keep: UserCountOption?

  @Option(help: ArgumentHelp("When they are counted (default: the horizon).", valueName: "YYYY-MM"))
  var by: Month?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("The driver whose level is sought that keeps them.", valueName: "driver"))
  var driver: String?

  func validate() throws {
    if let valuePerUser, !NumberRange.contains(valuePerUser) {
      throw ValidationError("--value-per-user must be \(NumberRange.words).")
    }
    guard (keep == nil) == (driver == nil) else {
      throw ValidationError("--keep and --with belong together: how many users, and by which driver.")
    }
    if by != nil, keep == nil { throw ValidationError("--by says when the users of --keep are counted; state --keep.") }
  }

  /// Whether nothing is stated.
  var isSilent: Bool { scenario == nil && valuePerUser == nil && keep == nil }

  /// What is stated.
  var subject: ScenarioSubject {
    var subject = ScenarioSubject()
    subject.scenario = scenario
    subject.valuePerUser = valuePerUser
    if let keep, let driver { subject.goal = .init(driver, keep: keep.users, by: by) }
    return subject
  }
}
