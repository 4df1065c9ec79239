import Scenarios
import Series

/// Who caused a difference, as table, CSV or JSON.
public struct AttributionReport {
  private let attribution: Attribution

  /// The report of an attribution.
  public init(_ attribution: Attribution) { self.attribution = attribution }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: JSONText.document(AttributionDocument(attribution, sentence: sentence))
    }
  }

  /// The unit of what is divided.
  private var unit: String { attribution.isCumulated ? "user-months" : "users" }

  private var when: String {
    attribution.isCumulated ? "all months until \(attribution.month) together" : "\(attribution.month)"
  }

  private var table: String {
    let level = NumberText.level(attribution.level)
    var table = TextTable([
      ("cause", .left), ("kind", .left), (unit, .right), ("\(level) % interval", .right), ("share", .right),
      ("possible shares", .right),
    ])
    for part in attribution.contributions {
      table.add([
        part.name, part.kind.rawValue, NumberText.signedUsers(part.users), interval(part.interval),
        NumberText.percent(part.share, 1), part.possibleShares.map(Self.shares) ?? "",
      ])
    }
    table.add([
      "all together", "", NumberText.signedUsers(attribution.difference), interval(attribution.interval),
      attribution.difference == 0 ? "" : NumberText.percent(1, 1), "",
    ])
    let title =
      "\(attribution.scenario) against \(attribution.reference), \(when): "
      + "\(NumberText.users(attribution.users.scenario)) instead of \(NumberText.users(attribution.users.reference)) \(unit)\n"
    return [title, table.text, notes.map { "- \($0)\n" }.joined()].joined(separator: "\n")
  }

  private func interval(_ range: ClosedRange<Double>) -> String {
    NumberText.interval(NumberText.signedUsers(range.lowerBound), NumberText.signedUsers(range.upperBound))
  }

  private static func shares(_ range: ClosedRange<Double>) -> String {
    NumberText.interval(NumberText.percent(range.lowerBound), NumberText.percent(range.upperBound))
  }

  /// What an analyst could print.
  public var sentence: String {
    let parts = attribution.contributions
    guard attribution.difference != 0, !parts.isEmpty else {
      return "`\(attribution.scenario)` and `\(attribution.reference)` do not differ in \(when)."
    }
    let lost = attribution.difference < 0
    let size = NumberText.users(abs(attribution.difference))
    let opening =
      "Of the \(size) \(unit) that `\(attribution.scenario)` \(lost ? "loses" : "wins") against "
      + "`\(attribution.reference)` in \(when), "
    guard parts.contains(where: { $0.possibleShares != nil }) else {
      return opening + Self.list(parts.map { "\(NumberText.percent($0.share)) are due to \($0.name)" }) + "."
    }
    return opening
      + Self.list(
        parts.map { part in
          let range = part.possibleShares ?? part.share...part.share
          guard NumberText.percent(range.lowerBound) != NumberText.percent(range.upperBound) else {
            return "\(NumberText.percent(part.share)) are due to \(part.name)"
          }
          return
            "between \(NumberText.percent(range.lowerBound)) and \(NumberText.percent(range.upperBound)) are due to \(part.name)"
        })
      + (parts.contains { $0.kind == .upstream } ? " (with the assumed elasticities)" : "")
      + ": the published \(attribution.calibratedFigures == 1 ? "figure does" : "figures do") not say more. Under the assumed sizes of "
      + "the effects it is "
      + Self.list(parts.map { "\(NumberText.percent($0.share)) for \($0.name)" }) + "."
  }

  private static func list(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  private var notes: [String] {
    var notes = [sentence]
    notes.append(
      "Shares are Shapley values: the mean, over all orders of the causes, of what switching one of them from "
        + "`\(attribution.reference)` to `\(attribution.scenario)` changes. They sum to the whole difference.")
    if attribution.contributions.contains(where: { $0.possibleShares != nil }) {
      notes.append(
        "Possible shares: over all sizes of the assumed effects, of the stated signs, with which the calibrated figures are met."
      )
    }
    notes.append(
      "At the centre of the assumptions; intervals from \(attribution.draws) draws, seed \(attribution.seed).")
    return notes
  }

  private var csv: String {
    var rows = [
      [
        "cause", "kind", "scenario", "reference", "month", "measure", "value", "lower", "upper", "share", "lowestShare",
        "highestShare",
      ]
    ]
    func row(
      _ name: String, _ kind: String, _ value: Int, _ interval: ClosedRange<Double>, _ rest: [String]
    ) -> [String] {
      [name, kind, attribution.scenario, attribution.reference, "\(attribution.month)", unit, "\(value)"]
        + [NumberText.whole(interval.lowerBound), NumberText.whole(interval.upperBound)] + rest
    }
    for part in attribution.contributions {
      rows.append(
        row(
          part.name, part.kind.rawValue, part.wholeUsers, part.interval,
          [
            "\(part.share)", part.possibleShares.map { "\($0.lowerBound)" } ?? "",
            part.possibleShares.map { "\($0.upperBound)" } ?? "",
          ]))
    }
    rows.append(row("all", "all", attribution.wholeDifference, attribution.interval, ["1", "", ""]))
    return CSVText.rows(rows)
  }
}

/// The JSON document of an attribution.
private struct AttributionDocument: Encodable {
  struct Part: Encodable {
    let name: String
    let kind: String
    let users: Int
    let lower: Double
    let upper: Double
    let share: Double
    let lowestShare: Double?
    let highestShare: Double?
  }

  let scenario: String
  let reference: String
  let month: Month
  let measure: String
  let level: Double
  let difference: Int
  let lower: Double
  let upper: Double
  let contributions: [Part]
  let sentence: String
  let draws: Int
  let seed: UInt64

  init(_ attribution: Attribution, sentence: String) {
    scenario = attribution.scenario
    reference = attribution.reference
    month = attribution.month
    measure = attribution.isCumulated ? "user-months" : "users"
    level = attribution.level
    difference = attribution.wholeDifference
    lower = NumberText.rounded(attribution.interval.lowerBound)
    upper = NumberText.rounded(attribution.interval.upperBound)
    contributions = attribution.contributions.map {
      Part(
        name: $0.name, kind: $0.kind.rawValue, users: $0.wholeUsers,
        lower: NumberText.rounded($0.interval.lowerBound), upper: NumberText.rounded($0.interval.upperBound),
        share: $0.share, lowestShare: $0.possibleShares?.lowerBound, highestShare: $0.possibleShares?.upperBound)
    }
    self.sentence = sentence
    draws = attribution.draws
    seed = attribution.seed
  }
}
