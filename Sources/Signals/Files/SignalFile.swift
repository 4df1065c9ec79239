import Series
import SeriesIO

/// What a file of raw signals holds.
public enum SignalFile: Sendable {
  /// Counts of reports by country and part.
  case counts([ReportCounts])
  /// Incidents of a log.
  case incidents([Incident])

  /// Reads a file: CSV with a column of reports or of beginnings, JSON or a line of JSON for each row.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - columns: the names of columns that are not the usual ones.
  ///   - zone: the zone of times that state none; without it they are refused.
  /// - Throws: ``SignalError``.
  public init(_ path: String, columns: SignalColumns = SignalColumns(), zone: ClockZone? = nil) throws(SignalError) {
    switch try SignalInput(path) {
    case .table(let reader): self = try Self.table(reader, columns, zone)
    case .json(let rows): self = try SignalJSON(rows, columns, zone).content
    }
  }

  private static func table(
    _ reader: RecordReader, _ columns: SignalColumns, _ zone: ClockZone?
  ) throws(SignalError) -> SignalFile {
    if reader.header.contains(columns.name(.reports)) {
      return .counts(try ReportTable(reader, columns: columns, zone: zone).counts)
    }
    if reader.header.contains(columns.name(.start)) {
      return .incidents(try IncidentTable(reader, columns: columns, zone: zone).incidents)
    }
    throw .unknownKind(
      file: reader.file, columns: reader.header,
      needed:
        "`time` and `reports`, or `start` and `end`; name others by --columns, such as --columns time=date,reports=value"
    )
  }
}
