import ChurnForecast
import Testing

@Suite("Units of axes")
struct AxisUnitTests {
  @Test("Labels of an axis share a unit and have as many decimals as the step needs")
  func labels() {
    func texts(_ unit: AxisUnit, _ range: ClosedRange<Double>) -> [String] {
      unit.labels(NumberTicks(around: range, about: 3))
    }
    #expect(texts(.users, 310e6...390e6) == ["300 M", "350 M", "400 M"])
    #expect(texts(.users, 1.18e9...1.22e9) == ["1.18 B", "1.20 B", "1.22 B"])
    #expect(texts(.users, 2000...6000) == ["2,000", "4,000", "6,000"])
    #expect(texts(.percent, -0.05...0.05) == ["−5 %", "0", "5 %"])
    #expect(texts(.number, 0.001...0.002) == ["0.0010", "0.0015", "0.0020"])
    #expect(texts(.number, 1e20...2e20).allSatisfy { $0.contains("e+20") })
  }

  @Test(
    "A value is shown in the unit of its axis",
    arguments: [
      (AxisUnit.users, 1_234_567.0, "1.235 M"), (.percent, 0.1234, "12.34 %"), (.count, 12.4, "12"),
      (.count, 1000, "1,000"), (.count, 999.4, "999"), (.number, 0.5, "0.5000"), (.users, -5e6, "−5.000 M"),
    ])
  func text(unit: AxisUnit, value: Double, text: String) {
    #expect(unit.text(value) == text)
    #expect(unit.cell(value).text == text)
  }

  @Test("Cells keep the number, and are blank without one")
  func cells() {
    #expect(AxisUnit.percent.cell(0.123456).value == 0.123456)
    #expect(AxisUnit.users.cell(1234.5).value == 1235)
    #expect(AxisUnit.users.cell(nil).text == "" && AxisUnit.number.cell(.nan).text == "")
  }
}
