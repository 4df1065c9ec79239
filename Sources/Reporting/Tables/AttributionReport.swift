import Scenarios
import Series

/// What caused a difference.
public struct AttributionReport: ResultReport {
  private let attribution: Attribution

  /// The report of an attribution.
  public init(_ attribution: Attribution) { self.attribution = attribution }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let title =
      "\(attribution.scenario) compared with \(attribution.reference), \(when): "
      + "\(NumberText.users(attribution.users.scenario)) instead of \(NumberText.users(attribution.users.reference)) \(unit)"
    return ResultDocument(
      [.line(title), .table(table), .notes(notes)], data: table,
      fields: [
        "scenario": .text(attribution.scenario), "reference": .text(attribution.reference),
        "month": .month(attribution.month), "measure": .text(unit), "level": .number(attribution.coverage),
        "difference": .count(attribution.wholeDifference), "median": .users(attribution.medianDifference),
        "lower": .users(attribution.interval.lowerBound),
        "upper": .users(attribution.interval.upperBound), "contributions": .records(table),
        "sentence": .text(sentence), "draws": .count(attribution.draws), "seed": .seed(attribution.seed),
      ])
  }

  /// The unit of what is divided.
  private var unit: String { attribution.isCumulated ? "user-months" : "users" }

  private var when: String {
    attribution.isCumulated ? "all months up to \(attribution.month) together" : "\(attribution.month)"
  }

  /// One row per cause, and one for the whole difference.
  package var table: ResultTable {
    let whole = ResultCell.count(1).shown(as: attribution.difference == 0 ? "" : NumberText.percent(1, 1))
    return ResultTable(
      columns: [
        ResultColumn("cause", csv: ["cause"], json: ["name"]), ResultColumn("kind", csv: ["kind"]),
        .machine(csv: ["scenario"], json: []), .machine(csv: ["reference"], json: []),
        .machine(csv: ["month"], json: []), .machine(csv: ["measure"], json: []),
        ResultColumn(unit, isNumeric: true, csv: ["value"], json: ["users"]),
        ResultColumn(
          "\(NumberText.coverage(attribution.coverage)) % interval", isNumeric: true, csv: ["lower", "upper"]),
        ResultColumn("share", isNumeric: true, csv: ["share"]),
        ResultColumn("possible shares", isNumeric: true, csv: ["lowestShare", "highestShare"]),
      ],
      rows: attribution.contributions.map { part in
        ResultRow(
          row(
            ResultCell(part.name), ResultCell(part.kind.rawValue), (part.users, part.wholeUsers), part.interval,
            [.percent(part.share, 1), .interval(part.possibleShares, .percent(0))]))
      } + [
        ResultRow(
          row(
            ResultCell("all").shown(as: "total"), ResultCell("all").shown(as: ""),
            (attribution.difference, attribution.wholeDifference), attribution.interval, [whole, .missing()]),
          for: [.people, .csv])
      ])
  }

  private func row(
    _ name: ResultCell, _ kind: ResultCell, _ users: (exact: Double, whole: Int), _ interval: ClosedRange<Double>,
    _ shares: [ResultCell]
  ) -> [ResultCell] {
    [
      name, kind, ResultCell(attribution.scenario), ResultCell(attribution.reference), .month(attribution.month),
      ResultCell(unit), ResultCell.count(users.whole).shown(as: NumberText.signedUsers(users.exact)),
      .interval(interval, .signedUsers),
    ] + shares
  }

  /// A quotable sentence.
  public var sentence: String {
    let parts = attribution.contributions
    guard attribution.difference != 0, !parts.isEmpty else {
      return "`\(attribution.scenario)` and `\(attribution.reference)` do not differ in \(when)."
    }
    let lost = attribution.difference < 0
    let size = NumberText.users(abs(attribution.difference))
    let opening =
      "Of the \(size) \(unit) that `\(attribution.scenario)` \(lost ? "loses" : "gains") compared with "
      + "`\(attribution.reference)` in \(when), "
    // Shares of a difference of opposite parts exceed it, and say nothing.
    if parts.contains(where: { $0.users * attribution.difference < 0 && abs($0.share) >= 0.005 }) {
      return
        "`\(attribution.scenario)` \(lost ? "loses" : "gains") \(size) \(unit) compared with `\(attribution.reference)` in \(when): "
        + wordList(parts.map { "\(NumberText.signedUsers($0.users)) from \($0.name)" }) + "."
    }
    guard parts.contains(where: { $0.possibleShares != nil }) else {
      return opening + wordList(parts.map { "\(NumberText.percent($0.share)) are due to \($0.name)" }) + "."
    }
    return opening
      + wordList(
        parts.map { part in
          let range = part.possibleShares ?? part.share...part.share
          guard NumberText.percent(range.lowerBound) != NumberText.percent(range.upperBound) else {
            return "\(NumberText.percent(part.share)) are due to \(part.name)"
          }
          return
            "between \(NumberText.percent(range.lowerBound)) and \(NumberText.percent(range.upperBound)) are due to \(part.name)"
        })
      + (parts.contains { $0.kind == .upstream } ? " (with the assumed elasticities)" : "")
      + ": the published \(attribution.calibratedFigures == 1 ? "figure does" : "figures do") not determine more. With the assumed sizes of "
      + "the effects, the shares are "
      + wordList(parts.map { "\(NumberText.percent($0.share)) for \($0.name)" }) + "."
  }

  /// Notes for readers.
  private var notes: [String] {
    var notes = [sentence]
    notes.append(
      "Shares are Shapley values: the mean, over all orders of the causes, of what switching one of them from "
        + "`\(attribution.reference)` to `\(attribution.scenario)` changes. They sum to the whole difference.")
    if attribution.contributions.contains(where: { $0.possibleShares != nil }) {
      notes.append(
        "Possible shares: over all sizes of the assumed effects, with the stated signs, that meet the calibrated figures."
      )
    }
    let (centre, median) = (attribution.difference, attribution.medianDifference)
    if abs(median - centre) > 0.05 * abs(centre) {
      notes.append(
        "The median of the draws, as in `scenario run`, is a difference of \(NumberText.signedUsers(median)): these causes do not act in proportion to uncertain numbers."
      )
    }
    notes.append(
      "At the centre of the assumptions; intervals from \(attribution.draws) draws, seed \(attribution.seed).")
    return notes
  }
}
