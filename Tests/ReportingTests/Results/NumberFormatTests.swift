import Reporting
import Testing

@Suite("Formats of numbers")
struct NumberFormatTests {
  @Test(
    "Every format shows the same number in its unit",
    arguments: [
      (NumberFormat.significant(3), "1234", "1234.5"), (.significant(7), "1234.500", "1234.5"),
      (.decimals(0), "1234", "1234.5"), (.decimals(2), "1234.50", "1234.5"), (.percent(0), "123450 %", "1234.5"),
      (.probability, "1234.5000", "1234.5"), (.users, "1,234", "1235"), (.signedUsers, "+1,234", "1235"),
      (.amount, "1,234", "1234.5"), (.signedAmount, "+1,234", "1234.5"),
    ])
  func formats(format: NumberFormat, text: String, machine: String) {
    #expect(format.text(1234.5) == text)
    #expect(format.machineText(1234.5) == machine)
    #expect("\(format.exact(1234.5))".hasPrefix(machine))
  }

  @Test(
    "Values that are not finite are blank for machines",
    arguments: [NumberFormat.significant(4), .decimals(1), .percent(0), .probability, .users, .amount])
  func infinite(format: NumberFormat) {
    for value in [Double.nan, .infinity, -.infinity] { #expect(format.machineText(value).isEmpty) }
  }
}
