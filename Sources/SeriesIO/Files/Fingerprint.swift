import CHash

/// SHA-256 of bytes that arrive piece by piece.
///
/// Source: OpenSSL's libcrypto, `EVP_sha256`.
@safe public final class Fingerprint {
  private let digest: OpaquePointer
  /// The number of bytes hashed so far.
  public private(set) var bytes = 0

  /// The digest of no bytes yet.
  public init() {
    // Bounded: the library allocates what it needs.
    // Cannot trap: but for memory that is used up.
    guard let created = unsafe chash_sha256_create() else { preconditionFailure("no memory for a digest") }
    unsafe digest = created
  }

  // Bounded by the digest itself, which nothing else frees.
  deinit { unsafe chash_sha256_destroy(digest) }

  /// Adds bytes.
  public func add(_ piece: ArraySlice<UInt8>) {
    // Bounded by the slice itself.
    let done = unsafe piece.withUnsafeBytes { unsafe chash_sha256_update(digest, $0.baseAddress, $0.count) }
    // Cannot trap: the digest was started.
    precondition(done == 1, "SHA-256 takes any bytes")
    bytes += piece.count
  }

  /// The 32 bytes of the digest of the bytes so far.
  public var value: [UInt8] {
    // Bounded: a digest has 32 bytes.
    var value = [UInt8](repeating: 0, count: 32)
    let done = unsafe value.withUnsafeMutableBufferPointer { unsafe chash_sha256_value(digest, $0.baseAddress) }
    // Cannot trap: the digest was started, and the value is asked of a copy.
    precondition(done == 1, "SHA-256 has a value at any time")
    return value
  }

  /// The digest of the bytes so far, in hexadecimal digits.
  public var text: String {
    value.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
