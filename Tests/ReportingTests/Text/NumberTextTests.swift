import Reporting
import Testing

@Suite("Numbers for people and machines")
struct NumberTextTests {
  @Test(
    "Significant digits, with an exponent only for very small and very large numbers",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1.000"), (-2.5, "−2.500"), (9.9994, "9.999"), (9.9996, "10.00"), (99.996, "100.0"),
      (999.94, "999.9"), (999.96, "1000"), (12345.6, "12346"), (999_949, "999949"), (999_950, "1.000e+06"),
      (1_234_567, "1.235e+06"), (0.00012344, "0.0001234"), (0.00009876, "9.876e−05"), (-1e-12, "−1.000e−12"),
      (1e15, "1.000e+15"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "–"),
    ])
  func significant(value: Double, text: String) { #expect(NumberText.significant(value) == text) }

  @Test("More digits than four, or fewer")
  func digits() {
    #expect(NumberText.significant(0.0123456, 3) == "0.0123")
    #expect(NumberText.significant(1.5, 1) == "2")
    #expect(NumberText.significant(1_234_567, 7) == "1234567")
    #expect(NumberText.significant(12_345_678, 7) == "1.234568e+07")
  }

  @Test(
    "Decimals are rounded, and a value shown as zero has no sign",
    arguments: [
      (0.0, 2, "0.00"), (-0.0, 1, "0.0"), (-0.004, 2, "0.00"), (-0.006, 2, "−0.01"), (0.005, 2, "0.01"),
      (2.675, 2, "2.67"), (9.995, 1, "10.0"), (-1.25, 1, "−1.2"), (1e15, 0, "1000000000000000"), (1e-12, 3, "0.000"),
      (.nan, 2, "–"), (.infinity, 2, "∞"), (-.infinity, 0, "−∞"),
    ])
  func fixed(value: Double, decimals: Int, text: String) { #expect(NumberText.fixed(value, decimals) == text) }

  @Test(
    "Percentages", arguments: [(0.1234, 1, "12.3 %"), (0.015, 0, "2 %"), (-0.0004, 0, "0 %"), (-0.5, 2, "−50.00 %")])
  func percent(fraction: Double, decimals: Int, text: String) {
    #expect(NumberText.percent(fraction, decimals) == text)
  }

  @Test(
    "Users change their unit where rounding carries",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (0.25, "0.2500"), (999.94, "999.9"), (999.95, "1,000"), (-999.95, "−1,000"),
      (1234, "1,234"), (-1234.4, "−1,234"), (12_345, "12,345"), (999_499, "999,499"), (999_499.5, "999,500"),
      (999_500, "1.000 M"), (-999_500, "−1.000 M"), (9_999_499, "9.999 M"), (9_999_500, "10.0 M"),
      (335_700_000, "335.7 M"), (999_949_999, "999.9 M"), (999_950_000, "1.000 B"), (9_999_499_999, "9.999 B"),
      (9_999_500_000, "10.0 B"), (9.99e14, "999000.0 B"), (1e15, "1.000e+15"), (1e-12, "1.000e−12"), (.nan, "–"),
      (.infinity, "∞"), (-.infinity, "−∞"),
    ])
  func users(count: Double, text: String) { #expect(NumberText.users(count) == text) }

  @Test("Differences have their sign, and zero has none")
  func signed() {
    #expect(NumberText.signedUsers(5_200_000) == "+5.200 M")
    #expect(NumberText.signedUsers(-5_200_000) == "−5.200 M")
    #expect(NumberText.signedUsers(0) == "0" && NumberText.signedUsers(-0.0) == "0")
    #expect(NumberText.signedUsers(.nan) == "–")
  }

  @Test(
    "Machines get whole users, and six digits below a thousand",
    arguments: [
      (0.0, 0.0, "0"), (-0.0, 0, "0"), (0.25, 0.25, "0.25"), (123.4567891, 123.457, "123.457"),
      (-123.4567891, -123.457, "-123.457"), (999.9999999, 1000, "1000"), (1000.5, 1001, "1001"),
      (-1000.5, -1001, "-1001"), (12_345.49, 12_345, "12345"), (1e15, 1e15, "1000000000000000"),
      (1e-12, 1e-12, "1e-12"),
    ])
  func whole(count: Double, rounded: Double, text: String) {
    #expect(NumberText.rounded(count) == rounded)
    #expect(NumberText.whole(count) == text)
  }

  @Test(
    "Coverages are percentages without needless decimals",
    arguments: [(0.8, "80"), (0.95, "95"), (0.975, "97.5"), (0.999, "99.9"), (0.29, "29"), (0.5 / 1.5, "33.3333")])
  func level(level: Double, text: String) { #expect(NumberText.coverage(level) == text) }

  @Test(
    "Very small p-values are bounded",
    arguments: [
      (0.0, "<0.0001"), (0.00009999, "<0.0001"), (0.0001, "0.0001"), (0.04996, "0.0500"), (1, "1.0000"), (.nan, "–"),
    ])
  func probability(p: Double, text: String) { #expect(NumberText.probability(p) == text) }

  @Test("Two ends")
  func interval() { #expect(NumberText.interval("1", "2") == "1 … 2") }
}
