import Scenarios

/// The effect of each input alone.
public struct TornadoReport: ResultReport {
  private let tornado: Tornado

  /// The report of a tornado.
  public init(_ tornado: Tornado) { self.tornado = tornado }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    ResultDocument(
      [
        .line("\(tornado.scenario) in \(tornado.month): \(NumberText.users(tornado.users)) users at the centre"),
        .table(table), .notes(notes),
      ], data: table,
      fields: [
        "scenario": .text(tornado.scenario), "reference": .text(tornado.reference), "month": .month(tornado.month),
        "users": .users(tornado.users), "level": .number(tornado.coverage), "inputs": .records(table),
        "draws": .count(tornado.draws), "seed": .seed(tornado.seed),
      ])
  }

  /// One row per input, the widest first, with a bar of at most twenty blocks.
  package var table: ResultTable {
    let largest = tornado.bars.first?.swing ?? 0
    return ResultTable(
      columns: [
        ResultColumn("input", csv: ["input"]), .machine(csv: ["kind"]),
        ResultColumn("low", isNumeric: true, csv: ["low"]), ResultColumn("high", isNumeric: true, csv: ["high"]),
        ResultColumn("users at low", isNumeric: true, csv: ["usersAtLow"]),
        ResultColumn("users at high", isNumeric: true, csv: ["usersAtHigh"]),
        ResultColumn("swing", isNumeric: true, csv: ["swing"]), ResultColumn("", for: .text, csv: []),
        ResultColumn("range"),
      ],
      rows: tornado.bars.map { bar in
        let share = bar.swing / largest
        // Cannot trap: from 0 to 20.
        let length = share.isFinite ? Int((20 * min(max(0, share), 1)).rounded(.up)) : 0
        return [
          ResultCell(bar.name), ResultCell(bar.kind.rawValue), .number(bar.inputs?.low), .number(bar.inputs?.high),
          .users(bar.users.low), .users(bar.users.high), .users(bar.swing),
          ResultCell(String(repeating: "█", count: length)), ResultCell(what(bar)),
        ]
      })
  }

  private func what(_ bar: Tornado.Bar) -> String {
    let level = "\(NumberText.coverage(tornado.coverage)) %"
    return switch bar.kind {
    case .parameter: "\(level) of its draws"
    case .path: "path of \(tornado.reference ?? "the reference") … \(tornado.scenario)"
    case .randomness: "\(level) of its random part"
    case .innovations: "\(level) of monthly innovations"
    }
  }

  /// Notes for readers.
  private var notes: [String] {
    (tornado.bars.isEmpty ? ["No input is uncertain, and no path differs from that of the reference."] : []) + [
      "Each input moves alone, with all others at their centre. The calibration is not repeated when an input moves.",
      "The ends come from \(tornado.draws) draws, seed \(tornado.seed).",
    ]
  }
}
