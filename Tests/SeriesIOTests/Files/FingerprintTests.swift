import SeriesIO
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
  /// Source: NIST, FIPS 180-4 examples.
  private static let published = [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("aaaaaaaaaa", 100_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test("SHA-256 has the published digits, in pieces of any size", arguments: published)
  func digits(text: String, times: Int, sum: String) {
    let fingerprint = Fingerprint()
    for _ in 0..<times { fingerprint.add(Array(text.utf8)[...]) }
    #expect(fingerprint.text == sum && fingerprint.bytes == text.utf8.count * times)
    let pieces = Fingerprint()
    let whole = [UInt8](String(repeating: text, count: times).utf8)
    for start in stride(from: 0, to: whole.count, by: 999) { pieces.add(whole[start..<min(start + 999, whole.count)]) }
    #expect(pieces.text == sum)
    #expect(pieces.value.count == 32 && pieces.value.first == UInt8(sum.prefix(2), radix: 16))
  }

  @Test("The digest can be read while bytes are still being added")
  func way() {
    let fingerprint = Fingerprint()
    fingerprint.add([UInt8(ascii: "a")])
    let before = fingerprint.text
    fingerprint.add(Array("bc".utf8)[...])
    #expect(fingerprint.text == Self.published[1].2 && before != fingerprint.text)
  }
}
