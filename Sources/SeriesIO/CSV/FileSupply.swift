/// A file, unchanged.
final class FileSupply: RowSupply {
  private let input: InputFile
  private let observe: (([UInt8]) -> Void)?
  var file: String { input.name }
  var statesLines: Bool { false }

  init(_ input: InputFile, _ observe: (([UInt8]) -> Void)?) {
    self.input = input
    self.observe = observe
  }

  func fill(_ place: UnsafeMutableRawBufferPointer, lines: inout [Int]) throws(SeriesIOError) -> Int {
    // Bounded by the place: the system reads no more than its count.
    let found = unsafe input.read(into: place)
    guard found >= 0 else { throw .cannotRead(file: file, reason: SystemCall.reason) }
    if let observe { unsafe observe(Array(place[..<found])) }
    return found
  }
}
