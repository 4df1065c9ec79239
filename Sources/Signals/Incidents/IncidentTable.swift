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
        let begin = try ReportTable.seconds(batch.cell(row, start), zone) { place(start) }
        let text = batch.cell(row, end)
        let stop = text.isEmpty ? nil : try ReportTable.seconds(text, zone) { place(end) }
        if let stop, stop < begin, !IncidentTable.isOpen(stop) {
          throw .endsBeforeStart(
            place(end), value: String(decoding: text, as: UTF8.self), start: Instant(seconds: begin).description)
        }
        incidents.append(
          Incident(
            start: Instant(seconds: begin),
            end: stop.flatMap { IncidentTable.isOpen($0) ? nil : Instant(seconds: $0) }, severity: word(severity),
            parts: word(part).map { [$0] } ?? [], country: word(country), origin: severity.map { place($0) }))
      }
    }
    guard !incidents.isEmpty else { throw .noRows(file: file) }
    self.incidents = incidents
  }

  /// Whether an end means that there is none yet: alerts write the year 1.
  static func isOpen(_ seconds: Int) -> Bool { seconds < -62_000_000_000 }
}
