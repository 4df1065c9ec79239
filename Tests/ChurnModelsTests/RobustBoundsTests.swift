import ChurnForecast
import TestSupport
import Testing

@Suite("Robust weights within bounds")
struct RobustBoundsTests {
  /// Eight months whose robust decay would be negative.
  private var table: MonthlyTable {
    let first = Month(year: 2021, month: 3)
    let users: [Double?] = [112_259, 113_922, 114_628, 114_366, 115_462, 115_660, 117_159, 117_495]
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [MonthlyColumn(name: "outages", first: first, values: [3, 0, 2, 4, 1, 3, 0, 2])])
  }

  @Test("An estimated decay stays between 0 and 0.99, and the fit can be read again", arguments: ["huber", "tukey"])
  func decay(robust: String) throws {
    let specification = try ModelSpecification(
      file: "m.yaml", text: "robust: \(robust)\ndrivers: {outages: {transform: carryover, decay: fit}}\n")
    let fit = try NetGrowth(specification).fit(table)
    let decay = try #require(fit.coefficients.first { $0.name.hasPrefix("decay") })
    #expect(0...0.99 ~= decay.estimate)
    let text = try SavedFit.text(of: fit)
    #expect(throws: Never.self) { try SavedFit.read(text, file: "fit.json") }
  }

  @Test("With the decay at 0, the other coefficients are those of a fit without carryover")
  func atTheBound() throws {
    func fit(_ driver: String) throws -> FittedNetGrowth {
      let text = "robust: huber\ndrivers: {outages: \(driver)}\n"
      return try NetGrowth(ModelSpecification(file: "m.yaml", text: text)).fit(table)
    }
    let (bounded, plain) = try (fit("{transform: carryover, decay: fit}"), fit("{}"))
    #expect(bounded.converged)
    #expect(bounded.coefficients.last?.estimate == 0)
    for (own, other) in zip(bounded.coefficients, plain.coefficients) {
      #expect(abs(own.estimate - other.estimate) < 1e-9 * abs(other.estimate))
    }
  }

  @Test("A robust regression within bounds is the best one there", arguments: [true, false])
  func regression(isHuber: Bool) throws {
    let regression = RobustRegression(isHuber ? .huber() : .bisquare())
    let n = 40
    let x = (0..<n).map { Double($0 * 7 % 11) / 11 }
    let z = (0..<n).map { Double($0 * 5 % 13) / 13 }
    let errors = (0..<n).map { (row: Int) -> Double in row % 9 == 0 ? 3 : 0.01 * Double(row * 3 % 7) }
    let y = (0..<n).map { (row: Int) -> Double in
      let fitted: Double = 1 + 2 * x[row] - z[row] / 2
      return fitted + errors[row]
    }
    let design = Matrix(columns: [[Double](repeating: 1, count: n), x, z])
    let everywhere = -Double.infinity...Double.infinity
    let free = try regression.fit(design, y)
    #expect(try regression.fit(design, y, bounds: [everywhere, everywhere, everywhere]) == free)
    // One coefficient held at 0 by its bound: the regression without it.
    let held = try regression.fit(design, y, bounds: [everywhere, everywhere, 0...1])
    let without = try regression.fit(Matrix(columns: [[Double](repeating: 1, count: n), x]), y)
    #expect(held.coefficients[2] == 0)
    for column in 0..<2 { #expect(abs(held.coefficients[column] - without.coefficients[column]) < 1e-9) }
    #expect(abs(held.scale - without.scale) < 1e-9)
  }
}
