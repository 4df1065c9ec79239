/// A section of a panel: the rows of whole series, one series after another, as they are in the file.
public struct PanelBlock: Sendable {
  /// The rows of one series.
  public struct Series: Sendable {
    /// Where they begin and end in the bytes of the block.
    public internal(set) var range: Range<Int>
    /// The line of the first row.
    public let line: Int
    /// Its identity.
    public let identity: SeriesIdentity
    /// Whether there were more rows than any series can have, so that some are left out.
    public internal(set) var isTooLong = false
    /// The line of the first row that is longer than any table row, of which only the beginning is there.
    var longLine: Int?
    /// The place of the first row's line in ``PanelBlock/lines``.
    let firstRow: Int
  }

  /// The rows.
  let bytes: [UInt8]
  /// The series.
  public let series: [Series]
  /// The line of every row, where the file was sorted; otherwise none.
  let lines: [Int]

  /// The number of bytes.
  public var count: Int { bytes.count }
}
