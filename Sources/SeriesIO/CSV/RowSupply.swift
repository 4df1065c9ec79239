/// What a scanner reads from.
protocol RowSupply: AnyObject {
  /// How messages call it.
  var file: String { get }
  /// Whether every row carries its original line number.
  var statesLines: Bool { get }
  /// Reads bytes into a buffer; 0 at the end.
  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int
}
