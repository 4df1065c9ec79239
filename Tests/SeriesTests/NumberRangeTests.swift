import Series
import Testing

@Suite("Range of numbers")
struct NumberRangeTests {
  @Test("0 and sizes from 1e-100 to 1e100 are allowed", arguments: [0, -0.0, 1e-100, -1e100, 3, 1e100])
  func allowed(value: Double) { #expect(NumberRange.contains(value)) }

  @Test(
    "Other sizes, infinity and NaN are not",
    arguments: [1.1e100, -1e308, 9e-101, .leastNonzeroMagnitude, .infinity, -.infinity, .nan])
  func refused(value: Double) { #expect(!NumberRange.contains(value)) }
}
