import SeriesIO

/// Files of counts of reports.
public enum ReportCountFile {
  /// Counts by country and part.
  ///
  /// - Parameters:
  ///   - path: a CSV file; `-` is standard input.
  ///   - columns: the names of its columns.
  ///   - zone: the zone of times that state none; without it they are refused.
  /// - Returns: the counts in the order of the file.
  /// - Throws: ``SignalError``.
  public static func read(
    _ path: String, columns: ReportColumns = ReportColumns(), zone: ClockZone? = nil
  ) throws(SignalError) -> [ReportCounts] {
    let reader: RecordReader
    do {
      reader = try RecordReader(InputFile(path: path))
    } catch {
      throw .file(error)
    }
    return try ReportTable(reader, columns: columns, zone: zone).counts
  }
}
