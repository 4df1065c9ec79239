/// What a scanner reads from.
protocol RowSupply: AnyObject {
  /// How messages call it.
  var file: String { get }
  /// Whether every row comes with the line in which it stood.
  var statesLines: Bool { get }
  /// Puts bytes into a place; 0 at the end.
  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int
}
