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
    let input = try SignalError.wrap { () throws(SeriesIOError) in try InputFile(path: path) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var beginning: [UInt8] = []
    // The first byte that is no blank decides.
    while true {
      let count = try SignalError.wrap { () throws(SeriesIOError) in try input.read(into: &buffer) }
      beginning += buffer[..<count]
      if count == 0 || beginning.contains(where: { $0 > 0x20 && $0 < 0x80 }) { break }
    }
    let first = beginning.first { $0 > 0x20 && $0 < 0x80 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = try SignalJSON(input, beginning, columns, zone).content
    } else {
      let bytes = beginning
      let reader = try SignalError.wrap { () throws(SeriesIOError) in try RecordReader(input, beginning: bytes) }
      self = try Self.table(reader, columns, zone)
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
