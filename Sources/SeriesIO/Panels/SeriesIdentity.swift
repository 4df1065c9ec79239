/// A 64-bit fingerprint of a series' name, used to check that a panel of millions of series is grouped.
///
/// Among a million names, two share one by chance in one of 37 million panels.
public struct SeriesIdentity: Sendable, Hashable {
  /// The fingerprint; never 0.
  public let value: UInt64

  /// The identity of a name.
  init(_ name: UnsafeRawBufferPointer) {
    // Multiply and fold, eight bytes at a time. Bounded by the count of the name.
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(name.count)
    var index = 0
    while index + 8 <= name.count {
      unsafe state = Self.folded(
        state ^ name.loadUnaligned(fromByteOffset: index, as: UInt64.self), 0xA076_1D64_78BD_642F)
      index += 8
    }
    var rest: UInt64 = 0
    while index < name.count {
      unsafe rest = rest << 8 | UInt64(name[index])
      index += 1
    }
    state = Self.folded(state ^ rest, 0xE703_7ED1_A0B4_28DB)
    state = Self.folded(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
    value = state == 0 ? 1 : state
  }

  /// The identity of a name, whatever holds it.
  public init(name: String) {
    var name = name
    // Bounded by the count of the name.
    self = name.withUTF8 { bytes in unsafe SeriesIdentity(UnsafeRawBufferPointer(bytes)) }
  }

  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low ^ left
  }
}
