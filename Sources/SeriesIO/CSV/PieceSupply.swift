/// Bytes that come in pieces.
final class PieceSupply: RowSupply {
  let file: String
  private let piece: () -> [UInt8]
  private var bytes: ArraySlice<UInt8> = []
  var statesLines: Bool { false }

  init(file: String, _ piece: @escaping () -> [UInt8]) {
    self.file = file
    self.piece = piece
  }

  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int {
    if bytes.isEmpty { bytes = piece()[...] }
    let count = min(place.count, bytes.count)
    // Bounded by the place and the piece, the smaller of both.
    unsafe place.copyBytes(from: bytes.prefix(count))
    bytes.removeFirst(count)
    return count
  }
}
