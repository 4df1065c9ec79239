import Forecasting
import Scenarios
import Univariate

/// The sentences at the top of a scenario's page.
struct ScenarioWords {
  private let run: ScenarioRun
  private let subject: ScenarioOutcome?

  init(_ run: ScenarioRun, _ subject: ScenarioSubject) {
    self.run = run
    self.subject = subject.outcome(in: run)
  }

  /// The number at the horizon, the change since the base, the difference to the reference.
  var headline: String {
    guard let subject, let last = subject.months.last else { return run.title }
    let change = last.median - subject.baseUsers
    var text =
      "In `\(subject.name)`, \(NumberText.users(subject.baseUsers)) users in \(run.baseMonth) become "
      + "\(NumberText.users(last.median)) in \(run.horizon)\(ForecastSection.interval(last.intervals)), "
      + "\(NumberText.users(abs(change))) \(change < 0 ? "fewer" : "more")"
    if ExactName(subject.name) != ExactName(subject.reference), let difference = subject.differences.last {
      let ends = difference.intervals.last.map {
        " (\(NumberText.coverage($0.coverage)) % "
          + NumberText.interval(NumberText.signedUsers($0.lower), NumberText.signedUsers($0.upper)) + ")"
      }
      text += "; compared with `\(subject.reference)`: \(NumberText.signedUsers(difference.median))\(ends ?? "")"
    }
    return text + "."
  }

  /// What a reader must know before using the number.
  var lead: [String] {
    guard let calibration = run.calibration else {
      return run.parameters.contains { $0.provenance == .assumed }
        ? ["These numbers follow from assumptions and are not estimates; the provenance of each input is listed below."]
        : []
    }
    let figures = calibration.points.map { point in
      "`\(point.scenario)` \(NumberText.users(point.published)) in \(point.month)"
    }.joined(separator: ", ")
    return [
      "Calibrated: \(calibration.unknowns.map(\.name).joined(separator: ", ")) \(calibration.unknowns.count == 1 ? "was" : "were") chosen so that published "
        + (calibration.isMet
          ? "figures are met (\(figures)): agreement there is by construction and is not evidence."
          : "figures are met as well as they can be (\(figures)); not all of them are.")
    ]
  }
}
