import Scenarios
import Series

/// The effect of an event on one series, by several methods side by side.
public struct ImpactReport: ResultReport {
  let panel: ImpactPanel
  let analysis: ImpactAnalysis
  private let isScaled: Bool

  /// The report of an analysis.
  ///
  /// - Parameters:
  ///   - panel: the series.
  ///   - analysis: what was found.
  ///   - isScaled: whether controls were brought to the size of the treated series.
  public init(_ panel: ImpactPanel, _ analysis: ImpactAnalysis, isScaled: Bool = false) {
    self.panel = panel
    self.analysis = analysis
    self.isScaled = isScaled
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let tables = ImpactTables(panel, analysis)
    return ResultDocument(
      [.line(title), .table(tables.methods), .table(tables.weights), .table(tables.times), .notes(notes)],
      data: tables.times,
      fields: [
        "treated": .text(panel.treatedName), "controls": .texts(panel.controlNames),
        "event": .text(panel.labels[panel.event]), "timesBefore": .count(panel.event),
        "timesAfter": .count(panel.timesAfter), "methods": .list(analysis.methods.map { .record(fields($0)) }),
        "isScaled": .flag(isScaled), "suspiciousControls": .texts(analysis.suspiciousControls.map(\.name)),
        "sentence": .text(sentence),
      ])
  }

  private var title: String {
    "Effect of \(panel.labels[panel.event]) on \(NumberText.name(panel.treatedName)) until \(panel.labels[panel.times.count - 1]), "
      + "beside \(panel.controlNames.count) controls"
  }

  private func fields(_ result: ImpactResult) -> [String: ResultField] {
    let (estimate, own) = (result.estimate, result.uncertainty)
    let level = NumberText.coverage(own.coverage)
    return [
      "name": .text(result.name), "average": .number(estimate.average), "cumulative": .number(estimate.cumulative),
      "lower\(level)": .number(own.average?.lower), "upper\(level)": .number(own.average?.upper),
      "cumulativeLower\(level)": .number(own.cumulative?.lower),
      "cumulativeUpper\(level)": .number(own.cumulative?.upper), "pValue": .number(own.pValue),
      "smallestPValue": .number(own.smallestPValue), "placeboPValue": .number(result.placebosInSpace.pValue),
      "smallestPlaceboPValue": .number(result.placebosInSpace.smallestPValue),
      "preRMSPE": .number(estimate.preRMSPE), "fitIsPoor": .flag(result.fit.fitIsPoor),
      "reasons": .texts(result.fit.reasons.map(\.rawValue)),
      "weights": .list(
        estimate.weights.filter { $0.weight != 0 }.map {
          .record(["name": .text($0.name), "weight": .number($0.weight)])
        }),
      "effects": .list(
        panel.times.indices.map { index in
          let interval = index >= panel.event ? own.byTime[index - panel.event] : nil
          return .record([
            "time": .text(panel.labels[index]), "counterfactual": .number(estimate.counterfactual[index]),
            "effect": .number(estimate.effects[index]), "lower\(level)": .number(interval?.lower),
            "upper\(level)": .number(interval?.upper),
          ])
        }),
      "leaveOneOut": .list(
        result.leaveOneOut.map { .record(["without": .text($0.control), "average": .number($0.average)]) }),
      "placebosInTime": .list(
        result.placebosInTime.map { .record(["event": .month($0.event), "average": .number($0.average)]) }),
    ]
  }

  /// The result of the method that leads: the first whose fit before the event is good.
  private var leading: ImpactResult? { analysis.methods.first { !$0.fit.fitIsPoor } }

  /// What it says, as a sentence to quote.
  public var sentence: String {
    let after = "from \(panel.labels[panel.event]) to \(panel.labels[panel.times.count - 1])"
    guard let result = leading else {
      return
        "The controls do not follow \(NumberText.name(panel.treatedName)) before the event by any method, so that no effect can "
        + "be stated: what the methods give is shown, and is not to be relied on."
    }
    let own = result.uncertainty
    let interval = own.average.map {
      " (\(NumberText.coverage(own.coverage)) % \(NumberText.interval(amount($0.lower), amount($0.upper))))"
    }
    let share = relative(result).map { ", \(NumberText.percent($0, 1)) of what would have been" } ?? ""
    let count = panel.controlNames.count + 1
    // Cannot trap: a share of at most 1 times a count.
    let extreme = Int((result.placebosInSpace.pValue * Double(count)).rounded())
    return "\(NumberText.name(panel.treatedName)) was \(amount(abs(result.estimate.average))) "
      + "\(result.estimate.average < 0 ? "lower" : "higher") on average \(after) than its controls say it would have been"
      + "\(interval ?? "")\(share), by \(result.name), if nothing else happened to it alone. "
      + "Each series taken for treated in turn, \(extreme) of \(count) move\(extreme == 1 ? "s" : "") as much: "
      + "\(extreme == 1 ? "only this one" : "this one among them")."
  }

  /// The average effect as a share of what would have been.
  private func relative(_ result: ImpactResult) -> Double? {
    let after = result.estimate.counterfactual[panel.event...]
    let mean = after.reduce(0, +) / Double(after.count)
    return mean > 0 && result.estimate.average.isFinite ? result.estimate.average / mean : nil
  }

  private func amount(_ value: Double) -> String {
    abs(value) >= 10_000 ? NumberText.users(value) : NumberText.significant(value)
  }

  /// Notes for readers.
  package var notes: [String] {
    [sentence] + analysis.methods.flatMap(warnings) + inference + robustness
  }

  private func warnings(_ result: ImpactResult) -> [String] {
    result.fit.reasons.map { reason in
      let words =
        switch reason {
        case .errorAboveDeviation:
          "the error before the event, \(amount(result.fit.rmspe)), is no smaller than the deviation of the series from its own mean"
        case .trendingErrors:
          "the errors before the event run along a straight line, which goes on after it and looks like an effect"
        case .errorAboveControls:
          "the error before the event, \(amount(result.fit.rmspe)), is more than twice as large as those of most controls"
        }
      return "WARNING: \(result.name): \(words). Do not rely on this estimate."
    }
  }

  private var inference: [String] {
    var notes: [String] = []
    if isScaled {
      notes.append(
        "The series differ in size: every control is multiplied so that its mean before the event is that of \(NumberText.name(panel.treatedName))."
      )
    }
    let count = panel.controlNames.count
    if count < 19 {
      notes.append(
        "With \(count) control\(count == 1 ? "" : "s"), the smallest placebo p that is possible is "
          + "\(NumberText.probability(1 / Double(count + 1))): placebos alone cannot reach 5 %.")
    }
    for result in analysis.methods {
      let own = result.uncertainty
      let how =
        switch own.procedure {
        case .conformal:
          "conformal (Chernozhukov, Wüthrich and Zhu 2021); the smallest possible p is \(NumberText.probability(own.smallestPValue))"
        case .placeboVariance: "from the spread of the placebos (Arkhangelsky et al. 2021)"
        case .predictive: "from the distribution of the forecast"
        }
      notes.append("p and intervals of \(result.name): \(how).")
    }
    for control in analysis.suspiciousControls {
      notes.append(
        "WARNING: the control \(NumberText.name(control.name)) moves at the event as if it was hit itself (\(amount(control.average)) on "
          + "average): leave it out if it was.")
    }
    return notes
  }

  /// What changes when a control is left out, or another event is pretended.
  private var robustness: [String] {
    guard let result = leading ?? analysis.methods.first else { return [] }
    var notes: [String] = []
    let averages = result.leaveOneOut.map(\.average)
    if let least = averages.min(), let most = averages.max() {
      notes.append(
        "Without any one of the controls with weight, \(result.name) gives averages from \(amount(least)) to \(amount(most))."
      )
    }
    if !result.placebosInTime.isEmpty {
      let label = { (month: Month) in panel.step % 12 == 0 ? String(month.description.prefix(4)) : month.description }
      notes.append(
        "Events pretended before: "
          + wordList(result.placebosInTime.map { "\(label($0.event)) \(amount($0.average))" })
          + ". They should be small beside \(amount(result.estimate.average)).")
    }
    return notes
  }
}
