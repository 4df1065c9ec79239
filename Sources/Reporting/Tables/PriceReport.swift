import Scenarios

/// A price list: the effect of one more unit of each driver.
public struct PriceReport: ResultReport {
  private let prices: PriceList

  /// The report of a price list.
  public init(_ prices: PriceList) { self.prices = prices }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    ResultDocument(
      [.line(table.caption), .table(table), .notes(notes)], data: table,
      fields: [
        "scenario": .text(prices.scenario), "from": .month(prices.from), "month": .month(prices.month),
        "level": .number(prices.coverage), "valuePerUser": .number(prices.valuePerUser), "prices": items,
        "draws": .count(prices.draws), "seed": .seed(prices.seed),
      ])
  }

  /// Two rows per driver: one more unit in every month, and in a single month.
  package var table: ResultTable {
    let interval = "\(NumberText.coverage(prices.coverage)) % interval"
    let money: ResultAudience = prices.valuePerUser == nil ? [] : .people
    let isPriced = prices.valuePerUser != nil
    return ResultTable(
      caption: "Prices in \(prices.scenario)",
      columns: [
        ResultColumn("one unit", for: .page, csv: []),
        ResultColumn("one more of", for: .text, csv: ["driver"], json: []),
        ResultColumn("unit", isNumeric: true, for: .text, csv: ["unit"], json: []),
        ResultColumn("when", csv: ["kind"], json: []),
        .machine(csv: ["from"], json: []), .machine(csv: ["month"], json: []),
        ResultColumn("users in \(prices.month)", isNumeric: true, csv: ["users"]),
        ResultColumn(interval, isNumeric: true, csv: ["lower", "upper"]),
        ResultColumn("money", isNumeric: true, for: money, csv: isPriced ? ["money"] : [], json: ["money"]),
        ResultColumn(
          interval, isNumeric: true, for: money, csv: isPriced ? ["moneyLower", "moneyUpper"] : [], json: []),
        ResultColumn("basis", csv: ["basis"], json: []),
      ],
      rows: prices.items.flatMap { item in
        [
          row(item, item.sustained, ResultCell("sustained").shown(as: "every month from \(prices.from)")),
          row(item, item.single, ResultCell("single").shown(as: "once, in \(prices.from)")),
        ]
      })
  }

  private func row(_ item: PriceList.Item, _ amount: PriceList.Amount, _ when: ResultCell) -> [ResultCell] {
    let unit = NumberText.whole(item.unit)
    let money = prices.valuePerUser.map { value in
      let ends = [amount.interval.lowerBound * value, amount.interval.upperBound * value].sorted()
      return [
        ResultCell.number(amount.users * value, .signedAmount), .interval(ends[0], ends[1], .signedAmount),
      ]
    }
    return [
      ResultCell("\(unit) more of \(item.driver)"), ResultCell(item.driver), .number(item.unit).shown(as: unit), when,
      .month(prices.from), .month(prices.month), .signedUsers(amount.users), .interval(amount.interval, .signedUsers),
    ] + (money ?? [.missing(), .missing()]) + [ResultCell(item.provenance.rawValue)]
  }

  private var items: ResultField {
    let amounts = table.records
    return .list(
      prices.items.enumerated().map { index, item in
        .record([
          "driver": .text(item.driver), "unit": .number(item.unit), "sustained": .record(amounts[2 * index]),
          "single": .record(amounts[2 * index + 1]), "provenance": .text(item.provenance.rawValue),
        ])
      })
  }

  /// Notes for readers.
  var notes: [String] {
    [
      "The effect of one more unit in `\(prices.scenario)`, all else unchanged; one unit less has nearly the opposite effect."
    ]
      + (prices.valuePerUser.map { ["Money: users times \(NumberText.significant($0)), as given."] } ?? [])
      + ["At the centre of the assumptions; intervals from \(prices.draws) draws, seed \(prices.seed)."]
  }
}
