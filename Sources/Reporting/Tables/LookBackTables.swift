import Scenarios
import Series
import Univariate

/// The tables of a look back.
package struct LookBackTables {
  private let lookBack: LookBack?
  private let decomposition: Decomposition

  package init(_ lookBack: LookBack?, _ decomposition: Decomposition) {
    self.lookBack = lookBack
    self.decomposition = decomposition
  }

  /// As many months as people read at once; of more, they see every December and the last.
  private static let mostShown = 24

  /// Users as they were and as they would have been, and the parts of the history, by month.
  package var months: ResultTable {
    let coverages = lookBack?.coverages ?? []
    let shown = lookBack?.months.map(\.month) ?? Array(decomposition.months)
    let isLong = shown.count > Self.mostShown
    let first = lookBack?.months.first?.month ?? decomposition.months.lowerBound
    func heading(_ coverage: Double) -> String { "\(NumberText.coverage(coverage)) % interval" }
    func names(_ start: String, _ coverage: Double) -> [String] {
      ["Lower", "Upper"].map { "\(start)\($0)\(NumberText.coverage(coverage))" }
    }
    let widest = coverages.last
    let people: ResultAudience = lookBack == nil ? [] : .people
    return ResultTable(
      caption: "Users by month",
      columns: [
        ResultColumn("month", csv: ["month"]), ResultColumn("users", isNumeric: true, csv: ["users"]),
        .machine(csv: ["observed"]), ResultColumn("instead", isNumeric: true, for: people, csv: ["instead"]),
      ]
        + coverages.map {
          ResultColumn(heading($0), isNumeric: true, for: [], csv: names("instead", $0))
        } + [ResultColumn("lost", isNumeric: true, for: people, csv: ["lost"])]
        + coverages.map {
          ResultColumn(
            heading($0), isNumeric: true, for: $0 == widest ? people : [], csv: names("lost", $0))
        }
        + decomposition.parts.map {
          ResultColumn($0.name, isNumeric: true, for: lookBack == nil ? .people : [], csv: [Self.key($0)])
        },
      rows: decomposition.months.enumerated().map { index, month in
        let result = lookBack?.months.first { $0.month == month }
        let isSeen =
          month >= first && shown.contains(month) && (!isLong || month.monthOfYear == 12 || month == shown.last)
        return ResultRow(
          [.month(month), .users(decomposition.users[index]), result.map { .flag($0.isObserved) } ?? .missing()]
            + cells(result?.instead.median, result?.instead.intervals, .users)
            + cells(result?.lost.median, result?.lost.intervals, .signedUsers)
            + decomposition.parts.map { .signedUsers($0.users[index]) },
          for: isSeen ? .everyone : .machines)
      })
  }

  private func cells(_ median: Double?, _ intervals: [ForecastInterval]?, _ format: NumberFormat) -> [ResultCell] {
    [.number(median, format)]
      + (lookBack?.coverages ?? []).indices.map { index in
        intervals.map { .interval($0[index].lower, $0[index].upper, format) } ?? .missing()
      }
  }

  /// The name of a part in CSV: that of a driver may be one of another column.
  private static func key(_ part: Decomposition.Part) -> String {
    part.kind == .driver || part.kind == .event ? "from \(part.name)" : part.kind.rawValue
  }

  /// What each driver has cost.
  package var drivers: ResultTable {
    guard let lookBack else { return ResultTable(columns: [], rows: [[ResultCell]]()) }
    let interval = "\(NumberText.coverage(lookBack.lost.coverage)) % interval"
    func part(_ attribution: Attribution, _ name: String) -> Attribution.Contribution? {
      attribution.contributions.first { $0.name == name }
    }
    func cells(_ attribution: Attribution, _ name: String) -> [ResultCell] {
      let found = part(attribution, name)
      return [.signedUsers(found?.users ?? 0), .interval(found?.interval ?? 0...0, .signedUsers)]
    }
    let rows = lookBack.settings.map { setting -> ResultRow in
      ResultRow(
        [ResultCell(setting.column), .number(setting.actual), .number(setting.instead)]
          + cells(lookBack.lost, setting.column) + cells(lookBack.lostUserMonths, setting.column))
    }
    func total(_ attribution: Attribution) -> [ResultCell] {
      [.signedUsers(attribution.difference), .interval(attribution.interval, .signedUsers)]
    }
    let all = ResultRow(
      [ResultCell("total"), .missing(), .missing()] + total(lookBack.lost) + total(lookBack.lostUserMonths),
      for: rows.count > 1 ? .people : [])
    return ResultTable(
      caption: "What was lost by \(lookBack.lost.month)",
      columns: [
        ResultColumn("driver", csv: ["driver"], json: ["name"]),
        ResultColumn("mean level", isNumeric: true, csv: ["actual"]),
        ResultColumn("instead", isNumeric: true, csv: ["instead"]),
        ResultColumn("users lost", isNumeric: true, csv: ["lost"]),
        ResultColumn(interval, isNumeric: true, csv: ["lostLower", "lostUpper"]),
        ResultColumn("user-months lost", isNumeric: true, csv: ["userMonths"]),
        ResultColumn(interval, isNumeric: true, csv: ["userMonthsLower", "userMonthsUpper"]),
      ], rows: rows + [all])
  }

  /// The parts of the history in its last month.
  package var parts: ResultTable {
    let last = decomposition.months.count - 1
    let start = decomposition.months.lowerBound.advanced(by: -1)
    let end = decomposition.months.upperBound.advanced(by: -1)
    let sum = decomposition.users[last] - decomposition.start
    return ResultTable(
      caption: "What made the users of \(start), \(NumberText.users(decomposition.start)), those of \(end), "
        + NumberText.users(decomposition.users[last]),
      columns: [
        ResultColumn("from \(start) to \(end)", csv: ["cause"], json: ["name"]), ResultColumn("kind", csv: ["kind"]),
        ResultColumn("users", isNumeric: true, csv: ["users"]),
        ResultColumn(
          "\(NumberText.coverage(decomposition.coverage)) % interval", isNumeric: true, csv: ["lower", "upper"]),
      ],
      rows: decomposition.parts.map { part in
        ResultRow([
          ResultCell(part.name), ResultCell(part.kind.rawValue), .signedUsers(part.users[last]),
          .interval(part.intervals[last], .signedUsers),
        ])
      } + [
        ResultRow(
          [ResultCell("total"), .missing(), .signedUsers(sum), .missing()], for: .people)
      ])
  }
}
