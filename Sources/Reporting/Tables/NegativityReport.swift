import Series
import Signals

/// The negativity of posts by month: counted, and estimated with its error.
public struct NegativityReport: ResultReport {
  private let survey: NegativitySurvey
  private let zone: ClockZone
  private let examples: [JudgedPost]

  /// The report of a survey.
  ///
  /// - Parameters:
  ///   - survey: what was found.
  ///   - zone: the zone of months.
  ///   - examples: posts to be shown with their texts; none unless they are asked for.
  public init(_ survey: NegativitySurvey, zone: ClockZone, examples: [JudgedPost] = []) {
    (self.survey, self.zone, self.examples) = (survey, zone, examples)
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let posts = survey.rows.reduce(0) { $0 + $1.posts }
    let table = monthTable
    let examples = exampleTable
    var fields: [String: ResultField] = [
      "judge": .text(judge), "method": .text(survey.prevalence?.method.rawValue ?? PrevalenceMethod.count.rawValue),
      "posts": .number(Double(posts)), "months": .records(table), "notes": .texts(notes),
    ]
    if let rates = survey.prevalence?.rates {
      fields["tpr"] = .number(rates.truePositives)
      fields["fpr"] = .number(rates.falsePositives)
    }
    if let shift = survey.shift { fields["shift_p"] = .number(shift.pValue) }
    if case .classifier(let macroF1, _) = survey.judge { fields["macro_f1"] = .number(macroF1) }
    if let examples { fields["examples"] = .records(examples) }
    return ResultDocument(
      [.lines(lines), .table(table)] + (examples.map { [.table($0)] } ?? []) + [.notes(notes)], data: table,
      fields: fields)
  }

  /// What was judged, and what that says.
  var lines: [String] {
    let posts = survey.rows.reduce(0) { $0 + $1.posts }
    return [
      "\(NumberText.grouped(Double(posts))) post\(posts == 1 ? "" : "s") from \(survey.rows[0].month) to \(survey.rows[survey.rows.count - 1].month) (\(zone.name)), judged by \(judge).",
      method,
    ]
  }

  private var judge: String {
    switch survey.judge {
    case .lexicon(let languages): "VADER's rules (\(languages.map(\.rawValue).joined(separator: ", ")))"
    case .classifier(let macroF1, let labels):
      "a classifier trained on \(labels) labels (macro-F1 \(NumberText.fixed(macroF1, 3)) by five folds)"
    case .ownScores: "your scores"
    case .ownLabels: "your classifier's labels"
    }
  }

  private var method: String {
    guard let prevalence = survey.prevalence else {
      return
        "A bare count of posts that are called negative. How wrong it is is not known without labels: label a sample and state it by --labels."
    }
    let rates = prevalence.rates
    return
      "The classifier calls \(NumberText.percent(rates.truePositives, 0)) of \(rates.negatives.posts) labelled negative posts negative, and \(NumberText.percent(rates.falsePositives, 0)) of \(rates.others.posts) others: \(prevalence.rates.difference > 0 ? "a count alone is wrong wherever these errors do not cancel" : "what is called negative mostly is not")."
  }

  /// Whether shares were estimated, not only counted.
  var hasShares: Bool { survey.rows.contains { $0.estimate != nil } && survey.prevalence?.method != .count }

  /// The months.
  var monthTable: ResultTable {
    let audience: ResultAudience = hasShares ? .people : []
    let labelled: ResultAudience = survey.rows.contains { $0.labelled != nil } ? .people : []
    return ResultTable(
      columns: [
        ResultColumn("Month", csv: ["month"]),
        ResultColumn("Posts", isNumeric: true, csv: [], json: ["posts"]),
        ResultColumn("Called negative", isNumeric: true, csv: [], json: ["called_negative"]),
        ResultColumn("Share negative", isNumeric: true, for: audience, csv: ["negativity"]),
        ResultColumn(
          "95 % interval", isNumeric: true, for: audience, csv: [], json: ["negativity_lower95", "negativity_upper95"]),
        .machine(csv: ["negativity_se"]), .machine(csv: [], json: ["own_se"]), .machine(csv: [], json: ["common_se"]),
        ResultColumn("By labels of the month", isNumeric: true, for: labelled, csv: [], json: ["labelled_share"]),
        .machine(csv: [], json: ["labelled_se"]), .machine(csv: ["posts"], json: []),
      ], rows: survey.rows.map { row in cells(row) })
  }

  private func cells(_ row: NegativitySurvey.Row) -> [ResultCell] {
    let estimate = hasShares ? row.estimate : nil
    func number(_ value: Double?) -> ResultCell { .number(value, .significant(6)) }
    let interval: ResultCell =
      estimate.map { .interval($0.lower95, $0.upper95, .percent(1)) } ?? .interval(.missing(), .missing())
    let labelled = row.labelled.map { labelled -> ResultCell in
      let text = "\(NumberText.percent(labelled.share, 1)) ± \(NumberText.percent(labelled.standardError, 1))"
      return ResultCell.number(labelled.share, .percent(1)).shown(as: text)
    }
    return [
      .month(row.month), .count(row.posts).shown(as: NumberText.grouped(Double(row.posts))), .percent(row.naive, 1),
      hasShares ? .number(estimate?.share, .percent(1)) : .percent(row.naive, 1), interval,
      number(estimate?.standardError), number(estimate?.ownError),
      number(estimate?.commonError), labelled ?? .missing(), number(row.labelled?.standardError), .count(row.posts),
    ]
  }

  /// Posts that were asked for; nil if none were.
  var exampleTable: ResultTable? {
    guard !examples.isEmpty else { return nil }
    return ResultTable(
      columns: [
        ResultColumn("Most negative posts", csv: ["time"]), ResultColumn("Score", isNumeric: true, csv: ["score"]),
        ResultColumn("Text", csv: ["text"]),
      ],
      rows: examples.map { post in
        [
          ResultCell.text(post.time.description).shown(as: zone.clock(post.time)), .number(post.score, .decimals(4)),
          .text(post.text.map { VisibleText.line($0) }),
        ]
      })
  }

  /// What had to be decided, and what the figures suppose.
  var notes: [String] {
    var notes: [String] = []
    if let classes = survey.classes {
      let others = classes.names.indices.filter { $0 != classes.negative }.map { "`\(classes.names[$0])`" }
      notes.append(
        "The label `\(classes.names[classes.negative])` is that of negative posts; others are \(others.joined(separator: ", "))."
      )
    }
    if let prevalence = survey.prevalence, prevalence.method != .count {
      notes.append(
        "Shares are \(prevalence.method.words). Intervals cover the choice of posts and of labels; the latter is common to all months, which --draws-out tells."
      )
      notes.append(shiftNote)
    }
    if let calibration = survey.prevalence?.calibration, calibration < 0.001 {
      notes.append(
        "The scores are no probabilities of the labelled sample (p \(NumberText.probability(calibration))), which \(survey.prevalence?.method.rawValue ?? "") takes them for: --method platt-emq makes them so."
      )
    }
    notes += partial
    let few = survey.rows.filter { $0.estimate == nil && hasShares }.map { "\($0.month)" }
    if !few.isEmpty {
      notes.append(
        "Fewer than \(Prevalence.fewestPosts) posts, so that no share is estimated: \(few.joined(separator: ", ")).")
    }
    if survey.blank.count > 0 {
      let first = survey.blank.first.map { ", the first at \($0)" } ?? ""
      notes.append(
        "Left out: \(survey.blank.count) post\(survey.blank.count == 1 ? "" : "s") without text or score\(first).")
    }
    if survey.otherLanguages > 0 {
      notes.append(
        "Left out: \(survey.otherLanguages) post\(survey.otherLanguages == 1 ? "" : "s") in other languages.")
    }
    return notes
  }

  /// That the first or the last month has posts of some of its days alone.
  private var partial: [String] {
    let first = zone.clock(survey.times.lowerBound).prefix(10)
    let last = zone.clock(survey.times.upperBound).prefix(10)
    let begin = zone.start(of: survey.rows[0].month)
    let end = zone.start(of: survey.rows[survey.rows.count - 1].month.advanced(by: 1))
    let twoDays = 2 * 86_400
    return
      (survey.times.lowerBound.seconds - begin > twoDays
      ? ["Posts begin on \(first): the first month is not a whole one."] : [])
      + (end - survey.times.upperBound.seconds > twoDays
        ? ["Posts end on \(last): the last month is not a whole one."] : [])
  }

  private var shiftNote: String {
    guard let shift = survey.shift else {
      return "Not tested: that posts of a class look alike in every month, which this supposes."
    }
    let tests = shift.tests == 1 ? "one test" : "\(shift.tests) tests"
    return
      "It supposes that posts of a class look alike in every month; \(tests) did not find otherwise (smallest p \(NumberText.probability(shift.pValue)))."
  }

  /// The months as CSV, for `fit`.
  public var monthlyCSV: String { CSVWriter.text(of: monthTable) }

  /// Draws as CSV: what the errors of all months have in common, without what each has alone.
  public var drawsCSV: String {
    var rows = [["draw", "month", "negativity"]]
    for (number, draw) in survey.draws.enumerated() {
      for (place, row) in survey.rows.enumerated() where draw[place].isFinite {
        rows.append(["\(number + 1)", "\(row.month)", "\(draw[place])"])
      }
    }
    return CSVText.rows(rows)
  }
}
