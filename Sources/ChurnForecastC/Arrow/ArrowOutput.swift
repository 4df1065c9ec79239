import CArrow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The values of a column to be handed over.
indirect enum ArrowValues {
  /// Numbers; NaN is null.
  case doubles([Double])
  /// Whole numbers of 4 bytes: days.
  case days([Int32])
  /// Whole numbers of 8 bytes: ticks.
  case integers([Int64], format: String)
  /// Whole numbers as wide as the format says; nil is null.
  case identifiers([Int64?], format: String)
  /// Texts; nil is null.
  case texts([String?])
  /// Some texts, and for each row the position of its text among them.
  case repeated([String?], [Int32])
  /// A record of columns.
  case record([ArrowOutput])
  /// Lists, by the offsets of their elements.
  case lists([Int32], ArrowOutput)

  /// The format of Arrow's C data interface.
  var format: String {
    switch self {
    case .doubles: "g"
    case .days: "tdD"
    case .integers(_, let format), .identifiers(_, let format): format
    case .texts, .repeated: "u"
    case .record: "+s"
    case .lists: "+l"
    }
  }

  /// The columns inside.
  var children: [ArrowOutput] {
    switch self {
    case .record(let columns): columns
    case .lists(_, let element): [element]
    default: []
    }
  }

  /// The number of values.
  var count: Int {
    switch self {
    case .doubles(let values): values.count
    case .days(let values): values.count
    case .integers(let values, _): values.count
    case .identifiers(let values, _): values.count
    case .texts(let values): values.count
    case .repeated(_, let places): places.count
    case .record(let columns): columns.first?.values.count ?? 0
    case .lists(let offsets, _): offsets.count - 1
    }
  }
}

/// A column to be handed over: it is copied into structures that whoever takes them gives back.
struct ArrowOutput {
  let name: String
  let values: ArrowValues

  init(_ name: String, _ values: ArrowValues) { (self.name, self.values) = (name, values) }

  // Bounded: what follows allocates what its own counts say, and each structure frees what it was given, once.

  /// Fills a structure with the schema. Bounded by the counts of names and children.
  func fill(_ schema: UnsafeMutablePointer<ArrowSchema>) {
    let children = values.children
    unsafe schema.pointee = ArrowSchema()
    unsafe schema.pointee.format = UnsafePointer(strdup(values.format))
    unsafe schema.pointee.name = UnsafePointer(strdup(name))
    // Every column may have nulls.
    unsafe schema.pointee.flags = 2
    unsafe schema.pointee.n_children = Int64(children.count)
    if !children.isEmpty {
      let places = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: children.count)
      for (index, child) in children.enumerated() {
        let place = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
        unsafe place.initialize(to: ArrowSchema())
        unsafe child.fill(place)
        unsafe (places + index).initialize(to: place)
      }
      unsafe schema.pointee.children = places
    }
    unsafe schema.pointee.release = releaseSchema
  }

  /// Fills a structure with the values. Bounded by the counts of values and children.
  func fill(_ array: UnsafeMutablePointer<ArrowArray>) {
    let children = values.children
    let buffers = unsafe buffers
    unsafe array.pointee = ArrowArray()
    unsafe array.pointee.length = Int64(values.count)
    unsafe array.pointee.null_count = Int64(nulls)
    unsafe array.pointee.n_buffers = Int64(unsafe buffers.count)
    unsafe array.pointee.n_children = Int64(children.count)
    let places = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: unsafe buffers.count)
    for unsafe(index, buffer) in unsafe buffers.enumerated() {
      unsafe (places + index).initialize(to: UnsafeRawPointer(buffer))
    }
    unsafe array.pointee.buffers = places
    if !children.isEmpty {
      let places = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: children.count)
      for (index, child) in children.enumerated() {
        let place = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
        unsafe place.initialize(to: ArrowArray())
        unsafe child.fill(place)
        unsafe (places + index).initialize(to: place)
      }
      unsafe array.pointee.children = places
    }
    unsafe array.pointee.release = releaseArray
  }

  /// The number of nulls.
  private var nulls: Int {
    switch values {
    case .doubles(let values): values.count { $0.isNaN }
    case .texts(let values): values.count { $0 == nil }
    case .identifiers(let values, _): values.count { $0 == nil }
    case .repeated(let texts, let places): texts.contains(nil) ? places.count { texts[Int($0)] == nil } : 0
    default: 0
    }
  }

  /// Copies of the buffers, the validity first. Bounded by the counts of the values.
  private var buffers: [UnsafeMutableRawPointer?] {
    switch values {
    case .doubles(let values): unsafe [validity { !values[$0].isNaN }, Self.copy(values)]
    case .days(let values): unsafe [nil, Self.copy(values)]
    case .integers(let values, _): unsafe [nil, Self.copy(values)]
    case .identifiers(let values, let format):
      unsafe [validity { values[$0] != nil }, Self.identifiers(values, format)]
    case .texts(let values): unsafe texts(values, nil)
    case .repeated(let values, let places): unsafe texts(values, places)
    case .record: unsafe [nil]
    case .lists(let offsets, _): unsafe [nil, Self.copy(offsets)]
    }
  }

  /// Whole numbers in as many bytes as a format asks for. Bounded by the count of the values.
  private static func identifiers(_ values: [Int64?], _ format: String) -> UnsafeMutableRawPointer? {
    switch format {
    case "c", "C": unsafe copy(values.map { Int8(truncatingIfNeeded: $0 ?? 0) })
    case "s", "S": unsafe copy(values.map { Int16(truncatingIfNeeded: $0 ?? 0) })
    case "i", "I": unsafe copy(values.map { Int32(truncatingIfNeeded: $0 ?? 0) })
    default: unsafe copy(values.map { $0 ?? 0 })
    }
  }

  /// Texts one after another, by their places where they are repeated.
  private func texts(_ values: [String?], _ places: [Int32]?) -> [UnsafeMutableRawPointer?] {
    let parts = values.map { $0.map { Array($0.utf8) } ?? [] }
    var offsets: [Int32] = [0]
    var bytes: [UInt8] = []
    let count = places?.count ?? values.count
    offsets.reserveCapacity(count + 1)
    bytes.reserveCapacity(
      places.map { $0.reduce(0) { $0 + parts[Int($1)].count } } ?? parts.reduce(0) { $0 + $1.count })
    for row in 0..<count {
      bytes.append(contentsOf: parts[places.map { Int($0[row]) } ?? row])
      // A batch is handed over long before it has two gigabytes of text.
      offsets.append(Int32(clamping: bytes.count))
    }
    // Bounded by the counts of the arrays.
    return unsafe [
      validity { row in values[places.map { Int($0[row]) } ?? row] != nil }, Self.copy(offsets), Self.copy(bytes),
    ]
  }

  /// One bit a value; nil where all are valid. Bounded by the count of values.
  private func validity(_ isValid: (Int) -> Bool) -> UnsafeMutableRawPointer? {
    guard nulls > 0 else { return nil }
    var bits = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for index in 0..<values.count where isValid(index) { bits[index >> 3] |= 1 << (index & 7) }
    return unsafe Self.copy(bits)
  }

  /// A copy that `free` gives back; never nil, as some readers want an address also of nothing. Bounded by the count of the values.
  private static func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutableRawPointer? {
    let size = values.count * MemoryLayout<Value>.stride
    // Arrow advises addresses that are multiples of 64.
    let place = unsafe aligned_alloc(64, max(64, (size + 63) / 64 * 64))
    unsafe values.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let place = unsafe place else { return }
      unsafe place.copyMemory(from: start, byteCount: size)
    }
    return unsafe place
  }
}

/// Gives a schema back. Bounded: it was filled by ``ArrowOutput``.
private func releaseSchema(_ schema: UnsafeMutablePointer<ArrowSchema>?) {
  guard let schema = unsafe schema else { return }
  for index in unsafe 0..<Int(schema.pointee.n_children) {
    guard let child = unsafe schema.pointee.children[index] else { continue }
    if let release = unsafe child.pointee.release { unsafe release(child) }
    unsafe child.deallocate()
  }
  unsafe schema.pointee.children?.deallocate()
  unsafe free(UnsafeMutableRawPointer(mutating: schema.pointee.format))
  unsafe free(UnsafeMutableRawPointer(mutating: schema.pointee.name))
  unsafe schema.pointee.release = nil
}

/// Gives an array back. Bounded: it was filled by ``ArrowOutput``.
private func releaseArray(_ array: UnsafeMutablePointer<ArrowArray>?) {
  guard let array = unsafe array else { return }
  for index in unsafe 0..<Int(array.pointee.n_children) {
    guard let child = unsafe array.pointee.children[index] else { continue }
    if let release = unsafe child.pointee.release { unsafe release(child) }
    unsafe child.deallocate()
  }
  unsafe array.pointee.children?.deallocate()
  for index in unsafe 0..<Int(array.pointee.n_buffers) {
    unsafe free(UnsafeMutableRawPointer(mutating: array.pointee.buffers[index]))
  }
  unsafe array.pointee.buffers?.deallocate()
  unsafe array.pointee.release = nil
}
