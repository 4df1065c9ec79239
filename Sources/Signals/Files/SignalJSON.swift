import Series
import SeriesIO

/// Reads counts or incidents from JSON: whole documents of monitors, status pages and alerts, lists of objects, or an object a line.
struct SignalJSON {
  private let file: String
  private let columns: SignalColumns
  private let zone: ClockZone?
  private var incidents: [Incident] = []
  private var times: [Int] = []
  private var counts: [Double] = []
  private var lines: [Int?] = []
  private var groups: [[String?]: [Int]] = [:]
  private var order: [[String?]] = []

  /// - Parameters:
  ///   - rows: the values of a file.
  ///   - columns: the keys.
  ///   - zone: the zone of times that state none.
  /// - Throws: ``SignalError`` for the first problem.
  init(_ rows: JSONRows, _ columns: SignalColumns, _ zone: ClockZone?) throws(SignalError) {
    file = rows.file
    self.columns = columns
    self.zone = zone
    try rows.forEach { value, line throws(SignalError) in try take(value, line: line) }
  }

  /// Counts if there are any, incidents otherwise.
  var content: SignalFile {
    get throws(SignalError) {
      if !order.isEmpty {
        return .counts(
          try order.map { key throws(SignalError) in
            let rows = groups[key] ?? []
            return try ReportTable.regular(
              country: key[0], part: key[1], times: rows.map { times[$0] }, counts: rows.map { counts[$0] }
            ) { row in CellPlace(file: file, line: lines[rows[row]], column: columns.keys(.time)[0]) }
          })
      }
      guard !incidents.isEmpty else { throw .noRows(file: file) }
      return .incidents(incidents)
    }
  }

  private mutating func take(_ value: JSONValue, line: Int?) throws(SignalError) {
    if case .list(let values) = value {
      for value in values { try take(value, line: line) }
      return
    }
    for key in ["incidents", "alerts", "data"] {
      if let list = value[key], case .list(let values) = list {
        for value in values { try take(value, line: line) }
        return
      }
    }
    if let list = value["reports"], case .list(let values) = list {
      for value in values { try take(value, line: line) }
      return
    }
    if let start = first(value, .start) {
      try takeIncident(value, start: start, line: line)
    } else if let time = first(value, .time), let reports = first(value, .reports) {
      try takeCount(value, time: time, reports: reports, line: line)
    } else {
      throw .unknownKind(
        file: file + (line.map { ":\($0)" } ?? ""), columns: value.keys,
        needed:
          "a time and a number of reports, or a start and an end; name their keys by --columns, such as --columns start=began"
      )
    }
  }

  private func first(_ value: JSONValue, _ role: SignalColumns.Role) -> JSONValue? {
    for key in columns.keys(role) {
      if let found = value[key] { return found }
    }
    return nil
  }

  private func place(_ role: SignalColumns.Role, _ line: Int?) -> CellPlace {
    CellPlace(file: file, line: line, column: columns.keys(role)[0])
  }

  private func seconds(_ value: JSONValue, _ role: SignalColumns.Role, _ line: Int?) throws(SignalError) -> Int {
    try ReportTable.seconds(Array((value.word ?? "").utf8)[...], zone, columns.dates) { place(role, line) }
  }

  private mutating func takeCount(
    _ value: JSONValue, time: JSONValue, reports: JSONValue, line: Int?
  ) throws(SignalError) {
    let count: Double
    switch reports {
    case .number(let number) where ReportTable.isCount(number): count = number
    default: throw .badCount(place(.reports, line), value: reports.word ?? "")
    }
    let key = [first(value, .country)?.word, first(value, .part)?.word]
    if groups[key] == nil { order.append(key) }
    let seconds = try seconds(time, .time, line)
    if let last = groups[key]?.last, times[last] >= seconds {
      let text = time.word ?? ""
      throw times[last] == seconds
        ? .repeatedTime(place(.time, line), value: text)
        : .outOfOrder(place(.time, line), value: text, earlierLine: lines[last] ?? 1)
    }
    groups[key, default: []].append(times.count)
    times.append(seconds)
    counts.append(count)
    lines.append(line)
  }

  private mutating func takeIncident(_ value: JSONValue, start: JSONValue, line: Int?) throws(SignalError) {
    let begin = try seconds(start, .start, line)
    let end = first(value, .end)
    let stop = try IncidentTable.end(
      end.map { end throws(SignalError) in try seconds(end, .end, line) }, after: begin, value: end?.word ?? ""
    ) { place(.end, line) }
    let severity = first(value, .severity) ?? value["labels"]?["severity"]
    incidents.append(
      Incident(
        start: Instant(seconds: begin), end: stop, severity: severity?.word,
        parts: parts(value), country: (first(value, .country) ?? value["labels"]?["country"])?.word,
        origin: place(.severity, line)))
  }

  /// The parts: a name, a list of names or of objects with names, or those of the updates.
  private func parts(_ value: JSONValue) -> [String] {
    if let part = first(value, .part)?.word { return [part] }
    var names: [String] = []
    let listed =
      (value["components"]?.elements ?? [])
      + (value["incident_updates"]?.elements ?? []).flatMap {
        $0["affected_components"]?.elements ?? []
      }
    for part in listed {
      guard let name = part.word ?? part["name"]?.word, !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }
}
