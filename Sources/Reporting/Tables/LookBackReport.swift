import ChurnModels
import Forecasting
import Scenarios
import Series
import Univariate

/// What drivers have cost, and the history by causes.
public struct LookBackReport: ResultReport {
  let fit: any RecursiveFit
  let lookBack: LookBack?
  let decomposition: Decomposition
  private let weight: Double?

  /// The report of a look back.
  ///
  /// - Parameters:
  ///   - fit: the model.
  ///   - lookBack: what its drivers have cost; nil for a model without drivers.
  ///   - decomposition: the history by causes.
  ///   - weight: the weight of the model in the automatic choice; nil where nothing was chosen.
  public init(_ fit: any RecursiveFit, _ lookBack: LookBack?, _ decomposition: Decomposition, weight: Double? = nil) {
    self.fit = fit
    self.lookBack = lookBack
    self.decomposition = decomposition
    self.weight = weight
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let tables = LookBackTables(lookBack, decomposition)
    var fields: [String: ResultField] = [
      "series": .text(fit.data.mau.name), "months": .records(tables.months), "sentence": .text(sentence),
      "decomposition": .record([
        "month": .month(decomposition.months.lowerBound.advanced(by: -1)), "users": .users(decomposition.start),
        "parts": .records(tables.parts), "level": .number(decomposition.coverage),
      ]), "weight": .number(weight), "seed": .seed(decomposition.seed),
    ]
    guard let lookBack, let last = lookBack.months.last else {
      return ResultDocument(
        [.line(title), .table(tables.parts), .notes(notes)], data: tables.months, fields: fields)
    }
    fields["since"] = .month(lookBack.months[0].month)
    fields["until"] = .month(last.month)
    fields["lost"] = .record(Self.record(last.lost.median, last.lost.intervals))
    fields["lostUserMonths"] = .record([
      "users": .users(lookBack.lostUserMonths.difference),
      "lower": .users(lookBack.lostUserMonths.interval.lowerBound),
      "upper": .users(lookBack.lostUserMonths.interval.upperBound), "level": .number(lookBack.lostUserMonths.coverage),
    ])
    fields["drivers"] = .records(tables.drivers)
    fields["draws"] = .count(lookBack.draws)
    return ResultDocument(
      [.line(title), .table(tables.drivers), .table(tables.months), .table(tables.parts), .notes(notes)],
      data: tables.months, fields: fields)
  }

  private static func record(_ median: Double, _ intervals: [ForecastInterval]) -> [String: ResultField] {
    var result: [String: ResultField] = ["median": .users(median)]
    for interval in intervals {
      let name = NumberText.coverage(interval.coverage)
      result["lower\(name)"] = .users(interval.lower)
      result["upper\(name)"] = .users(interval.upper)
    }
    return result
  }

  /// One line on what is looked at.
  private var title: String {
    let name = "Look back on \(NumberText.name(fit.data.mau.name))"
    guard let lookBack, let last = lookBack.months.last else {
      return "\(name), \(decomposition.months.lowerBound.advanced(by: -1)) to \(fit.origin)"
    }
    return "\(name), \(Self.range(lookBack)): \(NumberText.users(last.users)) users in \(last.month), instead of "
      + "\(NumberText.users(last.instead.median))"
  }

  private static func range(_ lookBack: LookBack) -> String {
    let (first, last) = (lookBack.months[0].month, lookBack.months[lookBack.months.count - 1].month)
    return first == last ? "\(first)" : "\(first) to \(last)"
  }

  /// What it says, as a sentence to quote.
  public var sentence: String {
    guard let lookBack, let last = lookBack.months.last, let interval = last.lost.intervals.last else {
      return parts
    }
    let isCost = last.lost.median >= 0
    let causes = wordList(lookBack.settings.map { "\(NumberText.name($0.column)) \(Self.words($0))" })
    let level = NumberText.coverage(interval.coverage)
    let size = NumberText.users(abs(last.lost.median))
    let ends = isCost ? (interval.lower, interval.upper) : (-interval.upper, -interval.lower)
    let sum = lookBack.lostUserMonths
    let opening =
      "Compared with \(causes), \(Self.range(lookBack)) \(isCost ? "cost" : "gained") \(size) users by the end"
    let rest =
      " (\(level) % \(NumberText.usersInterval(ends.0, ends.1))), \(NumberText.users(abs(sum.difference))) user-months in all, "
      + "if the effects are causal."
    let unclear = interval.lower <= 0 && interval.upper >= 0 && interval.lower < interval.upper
    return opening + rest
      + (unclear ? " The interval contains 0: the data do not show that anything was lost or gained." : "")
  }

  /// The level that would have been, in words.
  private static func words(_ setting: LookBack.Setting) -> String {
    switch setting.level {
    case .reference: "at its reference level, \(NumberText.significant(setting.instead))"
    case .yearBefore: "at the mean of the year before, \(NumberText.significant(setting.instead))"
    case .to: "at \(NumberText.significant(setting.instead))"
    case .table: "at the levels of the file (mean \(NumberText.significant(setting.instead)))"
    }
  }

  /// The largest parts of the history in a sentence.
  private var parts: String {
    let last = decomposition.months.count - 1
    return "Since \(decomposition.months.lowerBound.advanced(by: -1)): "
      + wordList(
        decomposition.parts.map { "\(NumberText.signedUsers($0.users[last])) users from \(Self.name($0))" })
      + "."
  }

  /// What a part is called in a sentence.
  static func name(_ part: Decomposition.Part) -> String {
    switch part.kind {
    case .driver, .event: NumberText.name(part.name)
    case .acquired: "acquisitions"
    case .baseline: part.name == "churn" ? "churn with drivers at their reference levels" : "the baseline"
    case .season: "the season"
    case .unexplained: "what the model does not explain"
    }
  }

  /// Notes for readers.
  package var notes: [String] {
    var notes = [sentence]
    if lookBack != nil { notes.append(parts) }
    for path in lookBack?.extrapolations ?? [] {
      notes.append(
        "WARNING: `\(path.driver)` at \(NumberText.significant(path.level)) is outside the levels that were observed "
          + "(\(NumberText.interval(NumberText.significant(path.range.lowerBound), NumberText.significant(path.range.upperBound)))): there, "
          + "the result rests on the form of the model alone.")
    }
    switch fit {
    case let growth as FittedNetGrowth:
      notes += growth.notes().filter(Self.concerns).map { FitNoteText.text($0) }
    case let hazard as FittedChurnHazard: notes += HazardReport.warnings(hazard)
    default: break
    }
    if let weight {
      notes.append(
        weight > 0
          ? "The automatic choice gives this growth model \(NumberText.percent(weight)) of the weight in forecasts."
          : "WARNING: the automatic choice gives this growth model no weight in forecasts: its drivers did not improve them."
      )
    }
    if lookBack != nil {
      notes.append(
        "What happened otherwise is kept as it was, so that intervals are those of the estimated effects alone. Users lost are those "
          + "that would have been less those that were.")
    }
    notes.append(
      "The parts of the history are Shapley values of the inputs of the model's equation; with the users of "
        + "\(decomposition.months.lowerBound.advanced(by: -1)) they sum to the users of every month."
        + (fit.specification.baseline == .drifting
          ? " Changes of the drifting baseline are in what is unexplained." : ""))
    return notes
  }

  /// Whether a note on the fit says how far its effects can be trusted.
  private static func concerns(_ note: FitNote) -> Bool {
    switch note {
    case .noEffect, .entangled, .constrained, .prior, .singleFigure, .notConverged, .fewDegreesOfFreedom, .noLongRun:
      true
    default: false
    }
  }
}
