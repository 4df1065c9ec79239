import Foundation
import Scenarios
import Series
import Univariate

/// Notes for readers of a scenario run.
struct ScenarioNotes {
  private let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var texts: [String] {
    var texts: [String] = []
    if let calibration = run.calibration { texts += Self.texts(calibration, coverage: run.coverages.last ?? 0) }
    for path in run.extrapolations {
      texts.append(
        "WARNING: in `\(path.scenario)`, `\(path.driver)` leaves the range of observed levels "
          + "(\(NumberText.interval(NumberText.significant(path.range.lowerBound), NumberText.significant(path.range.upperBound)))) from "
          + "\(path.month) onwards, reaching \(NumberText.significant(path.level)): there, the result rests on the form of the model alone."
      )
    }
    texts += implausible
    for change in run.late {
      texts.append(
        "In `\(change.scenario)`, `\(change.name)` changes in \(change.month), after the horizon (\(run.horizon)): that has no effect here."
      )
    }
    if !run.continued.isEmpty {
      texts.append(
        "Where a scenario does not say otherwise: " + run.continued.map(DriverText.continuation).joined(separator: " ")
          + " A path of `hold` keeps the last level.")
    }
    if !run.omittedFigures.isEmpty {
      texts.append(
        "Published figures outside \(run.baseMonth) to \(run.horizon) are not "
          + "compared: \(run.omittedFigures.map { "`\($0.scenario)` in \($0.month)" }.joined(separator: ", ")).")
    }
    for figure in run.comparisons where figure.role == .check {
      texts.append(
        "Check: `\(figure.scenario)` gives \(NumberText.users(figure.users)) in \(figure.month), published "
          + "\(NumberText.users(figure.published)), a difference of "
          + "\(NumberText.percent(figure.relativeDifference, 2)). This figure was not used.")
    }
    let assumed = run.parameters.filter { $0.provenance == .assumed }
    if !assumed.isEmpty {
      texts.append(
        "Assumed, not estimated: \(assumed.map { "`\($0.name)`" }.joined(separator: ", ")). Intervals are only as good as "
          + "these assumptions and their stated uncertainty.")
    }
    if run.parameters.allSatisfy({ $0.interval == nil }) {
      texts.append("No uncertainty of the parameters was stated, so their intervals are points.")
    }
    var seen: Set<ExactName> = []
    let sources = run.comparisons.map(\.source).filter { !$0.isEmpty && seen.insert(ExactName($0)).inserted }
    if !sources.isEmpty { texts.append("Published: \(sources.joined(separator: "; ")).") }
    texts.append("\(run.draws) simulated paths, common random numbers, seed \(run.seed).")
    return texts
  }

  /// Statements of the file that are hardly meant.
  private var implausible: [String] {
    var texts: [String] = []
    let fast = run.scenarios.compactMap { scenario -> (String, Double)? in
      guard let last = scenario.months.last, scenario.months.count >= 3 else { return nil }
      let yearly = pow(last.median / scenario.baseUsers, 12 / Double(scenario.months.count)) - 1
      return yearly > 1 ? (scenario.name, yearly) : nil
    }
    if let most = fast.max(by: { $0.1 < $1.1 }) {
      texts.append(
        "WARNING: in \(fast.map { "`\($0.0)`" }.joined(separator: ", ")), users more than double in a year"
          + " (\(fast.count > 1 ? "up to " : "")\(NumberText.percent(most.1)) a year, until \(run.horizon)). Check whether growth is meant by month or by year."
      )
    }
    for levels in run.driverLevels where levels.reference > 0 {
      for (scenario, path) in zip(run.scenarios, levels.paths) {
        guard let lowest = path.min(), lowest < 0, let first = path.firstIndex(where: { $0 < 0 }) else { continue }
        texts.append(
          "WARNING: in `\(scenario.name)`, `\(levels.driver)` is below 0 from \(run.baseMonth.advanced(by: first + 1)) onwards, reaching "
            + "\(NumberText.significant(lowest)): no count or share can be.")
      }
    }
    return texts
  }

  /// What was calibrated, how plausible it is, and what the figures leave open.
  private static func texts(_ calibration: CalibrationResult, coverage: Double) -> [String] {
    let figures = calibration.points.map { point in
      "`\(point.scenario)` \(NumberText.users(point.published)) in \(point.month)"
    }.joined(separator: ", ")
    var texts = calibration.unknowns.flatMap { [value(of: $0, coverage: coverage)] + warnings($0) }
    texts.append(
      "Calibrated on \(figures)"
        + (calibration.isMet
          ? ". Agreement there is by construction and is not evidence." : ", which cannot all be met."))
    for point in calibration.points where !point.isMet {
      texts.append(
        "Misfit: `\(point.scenario)` gives \(NumberText.users(point.users)) in \(point.month) at the centre, published "
          + "\(NumberText.users(point.published)), a difference of "
          + "\(NumberText.percent(point.users / point.published - 1, 2)), although the figure had to be met"
          + (point.tolerance > 0 ? " within \(NumberText.percent(point.tolerance, 2))." : "."))
    }
    if !calibration.jointEffects.isEmpty {
      let names = calibration.jointEffects.map { "`\($0)`" }.joined(separator: ", ")
      texts.append(
        "Only jointly identified: the figures determine the joint size of \(names), not how the loss is split among them; "
          + "the split rests on the assumed sizes. `scenario attribute` shows the possible splits.")
    }
    return texts + calibration.undetermined.map(undetermined)
  }

  private static func value(of unknown: CalibrationResult.Unknown, coverage: Double) -> String {
    let interval = unknown.interval.map {
      " (\(NumberText.coverage(coverage)) % "
        + NumberText.interval(NumberText.significant($0.lowerBound, 3), NumberText.significant($0.upperBound, 3))
        + ")"
    }
    let belief = unknown.zScore.map {
      ", \(NumberText.fixed(abs($0), 2)) standard deviations \($0 < 0 ? "below" : "above") the prior"
    }
    let range = unknown.multipleOfRange.map {
      ", \(NumberText.fixed($0, 2)) of the way from the lowest to the highest observed level"
    }
    let isCommon =
      unknown.quantity == .effectScale(scenarios: nil) ? " (multiplies all effects of drivers)" : ""
    return
      "Calibrated: \(unknown.name)\(isCommon) = \(NumberText.significant(unknown.value))\(interval ?? "")\(belief ?? "")\(range ?? "")."
  }

  private static func warnings(_ unknown: CalibrationResult.Unknown) -> [String] {
    var texts: [String] = []
    if unknown.leavesSign, !unknown.quantity.isEffectScale {
      texts.append(
        "WARNING: \(unknown.name) leaves its possible range: an effect has lost its stated sign, or a level is below 0. The "
          + "assumptions and the figures contradict each other.")
    }
    if unknown.quantity.isEffectScale, unknown.value < 0 {
      texts.append(
        "WARNING: the published figure can be met only if the drivers act in the opposite direction: what "
          + "harms would need to help. The assumptions and the figure contradict each other.")
    }
    if unknown.quantity.isEffectScale, unknown.value > 10 || (0..<0.1).contains(unknown.value) {
      texts.append(
        "WARNING: the published figure asks for effects \(NumberText.significant(unknown.value, 3)) times as large as stated. Something "
          + "else may have moved users, or the stated effects are of another unit.")
    }
    if let score = unknown.zScore, abs(score) > 3 {
      texts.append(
        "WARNING: \(unknown.name) is more than 3 standard deviations from its prior: the figures "
          + "and the assumptions are hardly compatible.")
    }
    return texts
  }

  private static func undetermined(_ direction: UndeterminedDirection) -> String {
    let ranges = direction.ranges.map { range in
      "\(range.name) may be \(NumberText.interval(NumberText.significant(range.lower, 3), NumberText.significant(range.upper, 3)))"
    }
    return
      (direction.ranges.count == 1
      ? "Not identified: the figures do not determine \(direction.ranges[0].name); "
      : "Only jointly identified: the figures do not separate \(direction.ranges.map(\.name).joined(separator: " and ")); along one "
        + "direction ")
      + "\(ranges.joined(separator: " while ")), to first order. The values above are those nearest to the "
      + "prior."
  }
}
