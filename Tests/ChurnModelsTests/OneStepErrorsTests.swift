import ChurnForecast
import RealModule
import Testing

@Suite("One-step errors")
struct OneStepErrorsTests {
  private let first = Month(year: 2020, month: 1)

  private func users(_ count: Int) -> [Double] {
    (0..<count).map { (month: Int) -> Double in
      let wave = Double.sin(Double(month * month))
      return 1e6 * Double.exp(0.01 * Double(month) + 0.02 * wave)
    }
  }

  @Test("With constant growth and monthly figures, the model expects the last figure times its growth")
  func constant() throws {
    let users = users(30)
    let table = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: users))
    let fit = try NetGrowth(ModelSpecification()).fit(table)
    let errors = fit.oneStepErrors
    #expect(errors.count == 29)
    for (index, error) in errors.enumerated() {
      #expect(error.month == first.advanced(by: index + 1) && error.users == users[index + 1])
      #expect(abs(error.expected / (users[index] * .exp(fit.estimate.values[0])) - 1) < 1e-12)
      #expect(abs(error.error - error.innovation) < 1e-12)
    }
  }

  @Test("Between sparse figures the expectation follows the saturating recursion")
  func sparse() throws {
    let values = users(60).enumerated().map { $0.offset % 3 == 0 || $0.offset == 58 ? Optional($0.element) : nil }
    let table = MonthlyTable(mau: MonthlyColumn(name: "mau", first: first, values: values))
    let fit = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(table)
    let alpha = fit.estimate.values[0]
    let kappa = fit.estimate.values[1]
    let months = fit.observedMonths
    for (index, error) in fit.oneStepErrors.enumerated() {
      var level = Double.log(table.mau[months[index]] ?? .nan)
      for _ in 0..<months[index].distance(to: months[index + 1]) { level += alpha - kappa * level }
      #expect(abs(error.expected / .exp(level) - 1) < 1e-9, "\(error.month)")
    }
  }
}
