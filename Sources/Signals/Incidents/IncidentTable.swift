import Series
import SeriesIO

/// Reads incidents from CSV.
struct IncidentTable {
  /// The incidents in the order of the file.
  let incidents: [Incident]

  /// - Parameters:
  ///   - reader: a file at its first row.
  ///   - columns: the names of its columns.
  ///   - zone: the zone of times that state none.
  /// - Throws: ``SignalError`` for the first problem.
  init(_ reader: RecordReader, columns: SignalColumns, zone: ClockZone?) throws(SignalError) {
    let header = reader.header
    func index(_ role: SignalColumns.Role) -> Int? { header.firstIndex(of: columns.name(role)) }
    guard let start = index(.start), let end = index(.end) else {
      throw .file(
        .noSuchColumn(
          columns.name(index(.start) == nil ? .start : .end), files: [reader.file], columns: header))
    }
    let (severity, part, country) = (index(.severity), index(.part), index(.country))
    var incidents: [Incident] = []
    let file = reader.file
    try reader.forEach(as: SignalError.file) { batch, rows throws(SignalError) in
      for row in rows {
        func place(_ column: Int) -> CellPlace {
          CellPlace(file: file, line: batch.line(row), column: header[column])
        }
        func word(_ column: Int?) -> String? {
          column.flatMap { batch.text(row, $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let begin = try ReportTable.seconds(batch.cell(row, start), zone, columns.dates) { place(start) }
        let text = batch.cell(row, end)
        let stop = try IncidentTable.end(
          text.isEmpty ? nil : ReportTable.seconds(text, zone, columns.dates) { place(end) }, after: begin,
          value: String(decoding: text, as: UTF8.self)
        ) { place(end) }
        incidents.append(
          Incident(
            start: Instant(seconds: begin), end: stop, severity: word(severity),
            parts: word(part).map { [$0] } ?? [], country: word(country), origin: severity.map { place($0) }))
      }
    }
    guard !incidents.isEmpty else { throw .noRows(file: file) }
    self.incidents = incidents
  }

  /// The end of an incident; nil while it is open, for which alerts write the year 1.
  static func end(
    _ seconds: Int?, after begin: Int, value: String, _ place: () -> CellPlace
  ) throws(SignalError) -> Instant? {
    guard let seconds, seconds >= openEnd else { return nil }
    guard seconds >= begin else {
      throw .endsBeforeStart(place(), value: value, start: Instant(seconds: begin).description)
    }
    return Instant(seconds: seconds)
  }

  /// Ends before this, in the year 5, mean that there is none yet.
  private static let openEnd = -62_000_000_000
}
