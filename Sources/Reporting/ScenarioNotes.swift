import Scenarios

/// What a reader of a scenario run should know, in plain words.
struct ScenarioNotes {
  private let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var texts: [String] {
    var texts: [String] = []
    if let calibration = run.calibration {
      let interval = calibration.interval.map {
        " (\(NumberText.level(run.levels.last ?? 0)) % "
          + NumberText.interval(NumberText.significant($0.lowerBound, 3), NumberText.significant($0.upperBound, 3))
          + ")"
      }
      texts.append(
        "Calibrated: all effects of drivers are multiplied by \(NumberText.significant(calibration.value))\(interval ?? ""), "
          + "so that `\(calibration.scenario)` meets the published \(NumberText.users(calibration.published)) in "
          + "\(calibration.month). Agreement there is by construction and no evidence.")
    }
    if let calibration = run.calibration, calibration.value < 0 {
      texts.append(
        "WARNING: the published figure can be met only if the drivers act against their direction: what "
          + "harms would have to help. The assumptions and the figure contradict each other.")
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
        "Assumed, not estimated: \(assumed.map { "`\($0.name)`" }.joined(separator: ", ")). Intervals hold as far as "
          + "these assumptions and their stated uncertainty do.")
    }
    if run.parameters.allSatisfy({ $0.interval == nil }) {
      texts.append("No uncertainty of the parameters was stated, so that their intervals are points.")
    }
    var sources: [String] = []
    for figure in run.comparisons where !figure.source.isEmpty && !sources.contains(figure.source) {
      sources.append(figure.source)
    }
    if !sources.isEmpty { texts.append("Published: \(sources.joined(separator: "; ")).") }
    texts.append("\(run.draws) simulated paths, common random numbers, seed \(run.seed).")
    return texts
  }
}
