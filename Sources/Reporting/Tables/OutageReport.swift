import Series
import Signals

/// The outages of a service: what was found, and the months that become drivers.
public struct OutageReport: ResultReport {
  private let survey: OutageSurvey
  private let zone: ClockZone

  /// The most outages that people see in the table.
  static let mostShown = 25

  /// The report of a survey.
  ///
  /// - Parameters:
  ///   - survey: what was found.
  ///   - zone: the zone in which times are told.
  public init(_ survey: OutageSurvey, zone: ClockZone) {
    self.survey = survey
    self.zone = zone
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let (events, months) = (events(people: true), months)
    let lines = [
      "Signals from \(zone.clock(survey.from)) to \(zone.clock(survey.until)) (\(zone.name)): \(sources.joined(separator: "; ")).",
      found,
    ]
    return ResultDocument(
      [.lines(lines)] + (survey.months.outages.isEmpty ? [] : [.table(events)]) + [
        .line(
          survey.counts.isEmpty
            ? "By month:"
            : "By month, as found and as estimated, with outages too weak to be found and without false alarms:"),
        .table(months), .notes(notes),
      ], data: wholeMonths,
      fields: [
        "from": .text(survey.from.description), "until": .text(survey.until.description), "zone": .text(zone.name),
        "outages": .records(self.events(people: false)), "months": .records(months), "notes": .texts(notes),
      ])
  }

  private var sources: [String] {
    var words: [String] = []
    if !survey.counts.isEmpty {
      let steps = survey.counts.reduce(0) { $0 + $1.counts.count }
      let series = survey.counts.count
      words.append(
        "\(NumberText.grouped(Double(steps))) counts of reports"
          + (series > 1 ? " in \(series) countries and parts" : ""))
    }
    if let log = survey.log {
      let incidents = log.disruptions.count
      words.append("\(NumberText.grouped(Double(incidents))) incident\(incidents == 1 ? "" : "s") of logs")
    }
    return words
  }

  private var found: String {
    let outages = survey.months.outages
    let hours = outages.reduce(0) { $0 + $1.hours }
    guard !outages.isEmpty else { return "No outage was found." }
    let shown =
      outages.count > Self.mostShown
      ? " The \(Self.mostShown) longest are listed; --events writes all of them." : ""
    return
      "\(outages.count) outage\(outages.count == 1 ? "" : "s") found, \(NumberFormat.decimals(2).text(hours)) hours in all.\(shown)"
  }

  /// The outages for people.
  var eventTable: ResultTable { events(people: true) }

  /// The months.
  var monthTable: ResultTable { months }

  /// The outages in order; for people the longest alone.
  private func events(people: Bool) -> ResultTable {
    var outages = survey.months.outages
    if people, outages.count > Self.mostShown {
      let longest = Set(outages.indices.sorted { outages[$0].hours > outages[$1].hours }.prefix(Self.mostShown))
      outages = outages.indices.filter { longest.contains($0) }.map { outages[$0] }
    }
    return Self.withoutBlanks(ResultTable(columns: Self.eventColumns, rows: outages.map { row($0) }))
  }

  /// The table with its columns without any value for programs alone.
  private static func withoutBlanks(_ table: ResultTable) -> ResultTable {
    ResultTable(
      columns: table.columns.enumerated().map { place, column in
        table.rows.allSatisfy { $0.cells[place] == .missing() }
          ? .machine(csv: column.csv, json: column.json) : column
      }, rows: table.rows)
  }

  private static let eventColumns = [
    ResultColumn("Start", csv: ["start"]), ResultColumn("End", csv: ["end"]),
    ResultColumn("Hours", isNumeric: true, csv: [], json: ["hours"]),
    ResultColumn("Peak", csv: ["peak"]),
    ResultColumn("Reports at the peak", isNumeric: true, csv: [], json: ["peakReports"]),
    ResultColumn("Times the usual", isNumeric: true, csv: [], json: ["ratio"]),
    ResultColumn("Severity", csv: ["severity"]), ResultColumn("Countries", csv: ["country"]),
    ResultColumn("Parts", csv: ["part"]), ResultColumn("Certainty", isNumeric: true, csv: ["certainty"]),
  ]

  private func row(_ outage: ServiceOutage) -> [ResultCell] {
    let loudest = outage.loudest
    func time(_ instant: Instant?) -> ResultCell {
      guard let instant else { return .missing() }
      return ResultCell.text(instant.description).shown(as: zone.clock(instant))
    }
    func names(_ names: [String]) -> ResultCell {
      guard !names.isEmpty else { return .missing() }
      let shown = names.count > 3 ? names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more" : nil
      let all = ResultCell.text(names.joined(separator: ";"))
      return all.shown(as: shown ?? names.joined(separator: ", "))
    }
    let ratio = loudest.flatMap { loudest in
      loudest.reports.flatMap { reports in loudest.usual.map { reports / max($0, 1e-9) } }
    }
    return [
      time(outage.start), time(outage.end), .number(outage.hours, .decimals(2)), time(loudest?.peakTime),
      loudest?.peak.map { .count(Int($0)).shown(as: NumberText.grouped($0)) } ?? .missing(),
      .number(ratio, .significant(2)), .text(outage.severity),
      names(outage.countries), names(outage.parts), .number(outage.certainty, .decimals(2)),
    ]
  }

  private var months: ResultTable { Self.table(survey.months.rows, isExact: isExact) }

  /// Whether nothing has an error: logs alone, with exact times.
  private var isExact: Bool {
    survey.months.rows.allSatisfy { $0.outages.standardError == 0 && $0.hours.standardError == 0 }
  }

  private static func table(_ rows: [OutageMonths.Row], isExact: Bool) -> ResultTable {
    func error(_ title: String, _ json: [String]) -> ResultColumn {
      ResultColumn(title, isNumeric: true, for: isExact ? [] : .people, csv: [], json: json)
    }
    return ResultTable(
      columns: [
        ResultColumn("Month", csv: ["month"]),
        ResultColumn("Covered", isNumeric: true, csv: [], json: ["covered"]),
        error("Found", ["found"]),
        ResultColumn("Outages", isNumeric: true, csv: ["outages"]),
        .machine(csv: ["outages_se"]),
        error("90 % interval", ["outages_lower90", "outages_upper90"]),
        error("Hours found", ["hours_found"]),
        ResultColumn("Hours", isNumeric: true, csv: ["outage_hours"]),
        .machine(csv: ["outage_hours_se"]),
        error("90 % interval", ["outage_hours_lower90", "outage_hours_upper90"]),
        ResultColumn("Weighted hours", isNumeric: true, csv: ["weighted_hours"]),
        .machine(csv: ["weighted_hours_se"]),
      ],
      rows: rows.map { row in
        func interval(_ value: OutageMonths.Value) -> ResultCell {
          .interval(value.lower90, value.upper90, .decimals(1))
        }
        func number(_ value: Double) -> ResultCell { .number(value, .decimals(2)) }
        return [
          .month(row.month), .percent(row.covered), .number(row.outages.told, .decimals(0)), number(row.outages.mean),
          number(row.outages.standardError), interval(row.outages), number(row.hours.told), number(row.hours.mean),
          number(row.hours.standardError), interval(row.hours), number(row.weightedHours.mean),
          number(row.weightedHours.standardError),
        ]
      })
  }

  /// What had to be decided, and what the figures suppose.
  var notes: [String] {
    var notes: [String] = []
    if let profile = survey.detectors.first?.profile {
      switch profile {
      case .week: notes.append("What is usual follows the hours of the week, in \(zone.name).")
      case .day:
        notes.append("Less than four weeks: what is usual follows the hours of the day, not those of the week.")
      case .flat: notes.append("Less than four days: hours of the day are not told apart.")
      }
      if survey.detectors.contains(where: { $0.parts > 1 && !$0.outages.isEmpty }) {
        notes.append(
          "Counts do not tell when within a step an outage began and ended: hours include that uncertainty, and shorter steps would narrow it."
        )
      }
      notes.append(
        "Outages too weak to be found are estimated from the strengths of those that were; reports weigh outages, and are no number of users."
      )
    }
    if let log = survey.log {
      func note(_ count: Int, _ text: (String) -> String) {
        if count > 0 { notes.append(text("\(count) incident\(count == 1 ? "" : "s")")) }
      }
      note(log.maintenance) { "Left out: \($0) of maintenance; --maintenance counts them." }
      note(log.harmless) { "Left out: \($0) that, as the log says, hit nobody." }
      note(log.outside) { "Left out: \($0) outside the time of the log, or without a length." }
      note(log.open) { "Still open: \($0), which end with the log; --until states when that is." }
    }
    if survey.log != nil, isExact {
      notes.append("Times of logs are taken as exact; those of a status page are late, which --late allows for.")
    }
    let partial = survey.months.rows.indices.filter { !survey.wholeMonths.contains($0) }
    if !partial.isEmpty {
      let names = partial.map { "\(survey.months.rows[$0].month)" }
      notes.append(
        "Signals do not cover the whole of \(names.joined(separator: ", ")): --out leaves \(names.count == 1 ? "it" : "them") out."
      )
    }
    return notes
  }

  /// The months that are covered as a whole.
  private var wholeMonths: ResultTable {
    Self.table(survey.wholeMonths.map { survey.months.rows[$0] }, isExact: isExact)
  }

  /// The whole months as CSV, for `fit`.
  public var monthlyCSV: String { CSVWriter.text(of: wholeMonths) }

  /// Whether the errors of months have anything in common, which draws tell.
  public var hasCommonErrors: Bool { Set(survey.months.commonDraws.map { "\($0)" }).count > 1 }

  /// The outages as CSV.
  public var eventsCSV: String { CSVWriter.text(of: events(people: false)) }

  /// Draws of whole months as CSV: what the errors of all months have in common, without what each has alone.
  public var drawsCSV: String {
    let months = survey.wholeMonths
    var rows = [["draw", "month", "outages", "outage_hours", "weighted_hours"]]
    for (number, draw) in survey.months.commonDraws.enumerated() {
      for month in months {
        rows.append(["\(number + 1)", "\(survey.months.rows[month].month)"] + draw.map { "\($0[month])" })
      }
    }
    return CSVText.rows(rows)
  }
}
