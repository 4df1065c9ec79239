import Drivers
import Series
import SeriesIO

/// What files hold, what is odd about them, and what to type next.
public struct InspectionReport: ResultReport {
  private let inspection: Inspection
  private let paths: [String]

  /// The report of an inspection.
  ///
  /// - Parameters:
  ///   - inspection: what was found.
  ///   - paths: the files as they are typed.
  public init(_ inspection: Inspection, paths: [String]) {
    self.inspection = inspection
    self.paths = paths
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let pairs = Array((inspection.table?.correlations ?? []).prefix(Self.mostPairs))
    let correlations = Self.table(pairs)
    let (remarks, findings, next) = (
      inspection.remarks.map(\.description), findings, InspectionAdvice(inspection, paths).commands
    )
    let blocks: [ResultDocument.Block] = [
      .lines(inspection.files.map(Self.line)), .table(columns),
      .notes(remarks), .lines(findings.isEmpty ? [] : ["What to look at:"]), .notes(findings),
      .lines(pairs.isEmpty ? [] : ["Drivers with each other:"]),
    ]
    return ResultDocument(
      blocks.filter { !$0.isEmpty } + (pairs.isEmpty ? [] : [.table(correlations)])
        + (next.isEmpty ? [] : [.lines(["What to type next:"] + next.map { "  " + $0 })]), data: columns,
      fields: [
        "files": .list(
          inspection.files.map {
            .record(["file": .text($0.name), "rows": .count($0.rows), "series": .texts($0.series)])
          }),
        "columns": .records(columns), "remarks": .texts(remarks), "findings": .texts(findings),
        "correlations": .records(correlations), "next": .texts(next),
      ])
  }

  /// The most pairs of drivers that are shown.
  private static let mostPairs = 10

  private var findings: [String] {
    let unread = inspection.files.flatMap(\.columns).compactMap { column in
      if case .unreadable(let error) = column.content { error.description } else { nil }
    }.flatMap { $0.split(separator: "\n").map(String.init) }
    guard let table = inspection.table else {
      return unread.isEmpty ? ["No column is taken for monthly active users; name it by --mau."] : unread
    }
    return unread + FindingText.lines(table.findings)
  }

  private static func line(_ file: InspectedFile) -> String {
    let rows = "\(file.rows) row\(file.rows == 1 ? "" : "s")"
    guard let only = file.reading.only else { return "\(file.name): \(rows)" }
    return "\(file.name): \(rows) of series `\(only)`"
      + (file.series.count > 1 ? ", one of \(file.series.count); --only names another" : "")
  }

  /// One row a column.
  private var columns: ResultTable {
    ResultTable(
      columns: [
        ResultColumn("Column", csv: ["column"]), .machine(csv: ["file"]), ResultColumn("What it is", csv: ["content"]),
        ResultColumn("Written as", csv: ["notation"]),
        ResultColumn("Figures", isNumeric: true, csv: ["figures"]), ResultColumn("From", csv: ["from"]),
        ResultColumn("To", csv: ["to"]), ResultColumn("Every", csv: ["step"]),
        ResultColumn("Lowest", isNumeric: true, csv: ["lowest"]),
        ResultColumn("Median", isNumeric: true, csv: ["median"]),
        ResultColumn("Highest", isNumeric: true, csv: ["highest"]),
      ],
      rows: inspection.files.flatMap { file in
        file.columns.map { column in
          [.text(column.name), .text(file.name), .text(Self.word(column.content)), .text(column.notation)]
            + Self.cells(column)
        }
      })
  }

  private static func word(_ content: InspectedColumn.Content) -> String {
    switch content {
    case .months: "months"
    case .series: "series"
    case .users: "users"
    case .driver: "numbers"
    case .words(let distinct): "\(distinct) different text\(distinct == 1 ? "" : "s")"
    case .blank: "blank"
    case .nameless: "without a name"
    case .unreadable: "not readable"
    }
  }

  private static func cells(_ column: InspectedColumn) -> [ResultCell] {
    guard let values = column.values else { return [ResultCell](repeating: .missing(), count: 7) }
    let known = values.values.compactMap { $0 }.sorted()
    let isUsers = if case .users = column.content { true } else { false }
    func number(_ value: Double?) -> ResultCell { .number(value, isUsers ? .users : .amount) }
    let half = known.count / 2
    let median =
      known.isEmpty ? nil : known.count % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2
    return [
      .count(known.count), .month(values.observedMonths.first), .month(values.lastObservedMonth), step(values),
      number(known.first), number(median), number(known.last),
    ]
  }

  private static func step(_ values: MonthlyColumn) -> ResultCell {
    guard let step = values.step else { return .missing() }
    return .count(step).shown(as: step == 1 ? "month" : step == 12 ? "year" : step == 3 ? "quarter" : "\(step) months")
  }

  private static func table(_ pairs: [(first: String, second: String, value: Double, months: Int)]) -> ResultTable {
    ResultTable(
      columns: [
        ResultColumn("Driver", csv: ["first"]), ResultColumn("Driver", csv: ["second"]),
        ResultColumn("Correlation", isNumeric: true, csv: ["correlation"]),
        ResultColumn("Months", isNumeric: true, csv: ["months"]),
      ],
      rows: pairs.map { pair in
        [.text(pair.first), .text(pair.second), .number(pair.value, .decimals(2)), .count(pair.months)]
      })
  }
}
