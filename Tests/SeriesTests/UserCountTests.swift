import Series
import Testing

@Suite("User count")
struct UserCountTests {
  @Test(
    "Numbers as people write them are read",
    arguments: [
      ("368400000", 368_400_000), ("368.4M", 368_400_000), ("368.4 M", 368_400_000), ("12k", 12_000),
      ("3.065B", 3_065_000_000),
    ])
  func reading(text: String, users: Double) {
    #expect(UserCount.parse(text) == users)
  }

  @Test(
    "Anything else is rejected",
    arguments: ["", "M", "0", "-3M", "1e400", "nan", "12 %", "3,5M", "0x10", "1" + String(repeating: "0", count: 101)])
  func refusal(text: String) {
    #expect(UserCount.parse(text) == nil)
  }
}
