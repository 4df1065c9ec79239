import Scenarios
import Series

/// What each input does alone, as table, CSV or JSON.
public struct TornadoReport {
  private let tornado: Tornado

  /// The report of a tornado.
  public init(_ tornado: Tornado) { self.tornado = tornado }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: JSONText.document(TornadoDocument(tornado))
    }
  }

  private var table: String {
    var table = TextTable([
      ("input", .left), ("low", .right), ("high", .right), ("users at low", .right), ("users at high", .right),
      ("swing", .right), ("", .left), ("what", .left),
    ])
    let largest = tornado.bars.first?.swing ?? 0
    for bar in tornado.bars {
      table.add([
        bar.name, bar.inputs.map { NumberText.significant($0.low) } ?? "",
        bar.inputs.map { NumberText.significant($0.high) } ?? "", NumberText.users(bar.users.low),
        NumberText.users(bar.users.high), NumberText.users(bar.swing),
        String(repeating: "█", count: largest > 0 ? Int((20 * bar.swing / largest).rounded(.up)) : 0), what(bar),
      ])
    }
    let notes =
      (tornado.bars.isEmpty ? ["No input is uncertain and no path differs from the reference."] : []) + [
        "Each input alone, all others at their centre. A calibration is not repeated when an input moves.",
        "\(tornado.draws) draws behind the ends, seed \(tornado.seed).",
      ]
    return [
      "\(tornado.scenario) in \(tornado.month): \(NumberText.users(tornado.users)) users at the centre\n", table.text,
      notes.map { "- \($0)\n" }.joined(),
    ].joined(separator: "\n")
  }

  private func what(_ bar: Tornado.Bar) -> String {
    let level = "\(NumberText.level(tornado.level)) %"
    return switch bar.kind {
    case .parameter: "\(level) of its draws"
    case .path: "path of \(tornado.reference ?? "the reference") … \(tornado.scenario)"
    case .randomness: "\(level) of its random part"
    case .innovations: "\(level) of monthly innovations"
    }
  }

  private var csv: String {
    CSVText.rows(
      [["input", "kind", "low", "high", "usersAtLow", "usersAtHigh", "swing"]]
        + tornado.bars.map { bar in
          [
            bar.name, bar.kind.rawValue, bar.inputs.map { "\($0.low)" } ?? "", bar.inputs.map { "\($0.high)" } ?? "",
            NumberText.whole(bar.users.low), NumberText.whole(bar.users.high), NumberText.whole(bar.swing),
          ]
        })
  }
}

/// The JSON document of a tornado.
private struct TornadoDocument: Encodable {
  struct Bar: Encodable {
    let input: String
    let kind: String
    let low: Double?
    let high: Double?
    let usersAtLow: Double
    let usersAtHigh: Double
    let swing: Double
  }

  let scenario: String
  let reference: String?
  let month: Month
  let users: Double
  let level: Double
  let inputs: [Bar]
  let draws: Int
  let seed: UInt64

  init(_ tornado: Tornado) {
    scenario = tornado.scenario
    reference = tornado.reference
    month = tornado.month
    users = NumberText.rounded(tornado.users)
    level = tornado.level
    inputs = tornado.bars.map {
      Bar(
        input: $0.name, kind: $0.kind.rawValue, low: $0.inputs?.low, high: $0.inputs?.high,
        usersAtLow: NumberText.rounded($0.users.low), usersAtHigh: NumberText.rounded($0.users.high),
        swing: NumberText.rounded($0.swing))
    }
    draws = tornado.draws
    seed = tornado.seed
  }
}
