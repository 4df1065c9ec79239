import Scenarios
import Series

/// A price list as table, CSV or JSON.
public struct PriceReport {
  private let prices: PriceList

  /// The report of a price list.
  public init(_ prices: PriceList) { self.prices = prices }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: JSONText.document(PriceDocument(prices))
    }
  }

  private struct Row {
    let driver: String
    let unit: Double
    let kind: String
    let amount: PriceList.Amount
    let provenance: Provenance
  }

  private var rows: [Row] {
    prices.items.flatMap { item in
      [
        Row(
          driver: item.driver, unit: item.unit, kind: "sustained", amount: item.sustained, provenance: item.provenance),
        Row(driver: item.driver, unit: item.unit, kind: "single", amount: item.single, provenance: item.provenance),
      ]
    }
  }

  private var table: String {
    let level = NumberText.level(prices.level)
    var table = TextTable([
      ("one more of", .left), ("unit", .right), ("when", .left), ("users in \(prices.month)", .right),
      ("\(level) % interval", .right), (prices.valuePerUser == nil ? "" : "money", .right),
      (prices.valuePerUser == nil ? "" : "\(level) % interval", .right), ("basis", .left),
    ])
    for row in rows {
      let money = prices.valuePerUser.map { value in
        let ends = [row.amount.interval.lowerBound * value, row.amount.interval.upperBound * value].sorted()
        return [
          NumberText.signedUsers(row.amount.users * value),
          NumberText.interval(NumberText.signedUsers(ends[0]), NumberText.signedUsers(ends[1])),
        ]
      }
      table.add(
        [
          row.driver, NumberText.whole(row.unit),
          row.kind == "sustained" ? "every month from \(prices.from)" : "once, in \(prices.from)",
          NumberText.signedUsers(row.amount.users),
          NumberText.interval(
            NumberText.signedUsers(row.amount.interval.lowerBound),
            NumberText.signedUsers(row.amount.interval.upperBound)),
        ] + (money ?? ["", ""]) + [row.provenance.rawValue])
    }
    var notes = [
      "What one unit more changes in `\(prices.scenario)`, all else as it is; one unit less changes nearly the opposite."
    ]
    if let value = prices.valuePerUser {
      notes.append("Money: users times \(NumberText.significant(value)), as given.")
    }
    notes.append("At the centre of the assumptions; intervals from \(prices.draws) draws, seed \(prices.seed).")
    return ["Prices in \(prices.scenario)\n", table.text, notes.map { "- \($0)\n" }.joined()].joined(separator: "\n")
  }

  private var csv: String {
    CSVText.rows(
      [
        ["driver", "unit", "kind", "from", "month", "users", "lower", "upper"]
          + (prices.valuePerUser == nil ? [] : ["money", "moneyLower", "moneyUpper"]) + ["basis"]
      ]
        + rows.map { row in
          let money = prices.valuePerUser.map { value in
            [row.amount.users, row.amount.interval.lowerBound, row.amount.interval.upperBound].map { "\($0 * value)" }
          }
          return [row.driver, "\(row.unit)", row.kind, "\(prices.from)", "\(prices.month)"]
            + [row.amount.users, row.amount.interval.lowerBound, row.amount.interval.upperBound].map(NumberText.whole)
            + (money ?? []) + [row.provenance.rawValue]
        })
  }
}

/// The JSON document of a price list.
private struct PriceDocument: Encodable {
  struct Amount: Encodable {
    let users: Double
    let lower: Double
    let upper: Double
    let money: Double?

    init(_ amount: PriceList.Amount, _ value: Double?) {
      users = NumberText.rounded(amount.users)
      lower = NumberText.rounded(amount.interval.lowerBound)
      upper = NumberText.rounded(amount.interval.upperBound)
      money = value.map { $0 * amount.users }
    }
  }

  struct Item: Encodable {
    let driver: String
    let unit: Double
    let sustained: Amount
    let single: Amount
    let provenance: String
  }

  let scenario: String
  let from: Month
  let month: Month
  let level: Double
  let valuePerUser: Double?
  let prices: [Item]
  let draws: Int
  let seed: UInt64

  init(_ list: PriceList) {
    scenario = list.scenario
    from = list.from
    month = list.month
    level = list.level
    valuePerUser = list.valuePerUser
    prices = list.items.map {
      Item(
        driver: $0.driver, unit: $0.unit, sustained: Amount($0.sustained, list.valuePerUser),
        single: Amount($0.single, list.valuePerUser), provenance: $0.provenance.rawValue)
    }
    draws = list.draws
    seed = list.seed
  }
}
