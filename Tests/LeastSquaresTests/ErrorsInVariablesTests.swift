import LeastSquares
import Testing

@Suite("Regressors with errors")
struct ErrorsInVariablesTests {
  /// The data of errors_in_variables.py.
  private static let x = [
    4.0, 5.538, 1.786, 0.31, 2.988, 5.448, 0.931, 1.268, 5.714, 3.338, 0.479, 3.617, 4.021, 1.842, 0.574, 3.981, 5.692,
    2.001, 1.229, 3.549, 3.219, 2.18, 2.321, 5.142,
  ]
  private static let z = [
    1.0, 0.722, -0.027, -0.604, -0.497, 0.289, 1.235, 1.7, 1.408, 0.656, 0.089, 0.211, 1.006, 1.948, 2.399, 2.095, 1.34,
    0.782, 0.919, 1.722, 2.66, 3.099, 2.781, 2.024,
  ]
  private static let y = [
    2.2, 2.891, 1.92, 1.338, 2.913, 3.195, 0.525, -0.019, 2.814, 1.863, 1.297, 2.382, 2.384, 0.143, -0.403, 1.151,
    3.046,
    1.289, 1.176, 1.405, 0.776, -0.278, 0.188, 2.161,
  ]
  private static let design = Matrix(columns: [x.map { _ in 1 }, x, z])
  private static let products = Matrix(rows: 3, columns: 3, elements: [0, 0, 0, 0, 9, 1, 0, 1, 4])

  @Test("Coefficients, errors and the modification equal those of errors_in_variables.py", arguments: [0, 1, 2])
  func reference(number: Int) throws {
    let cases: [(alpha: Double, scale: Double, factor: Double, values: [Double], errors: [Double])] = [
      (
        0, 0.05, 1.0, [0.908150438910744, 0.49456035723501723, -0.7126249969803351],
        [0.0945369510992735, 0.025688101064901606, 0.035171479890532875]
      ),
      (
        1, 0.05, 0.9583333333333334, [0.908237853400712, 0.49444183902390326, -0.712406163665788],
        [0.09451501944286289, 0.02567532599562123, 0.03515207599985324]
      ),
      (
        1, 1, 0.15491920196020267, [0.903754654659382, 0.5006010503945917, -0.7238279955212028],
        [0.09580424423314896, 0.026395159044072795, 0.036314392203919375]
      ),
    ]
    let expected = cases[number]
    let fit = try ErrorsInVariables(
      Self.design, Self.y, errorProducts: Self.products.scaled(by: expected.scale), modification: expected.alpha)
    #expect(abs(fit.factor - expected.factor) < 1e-12)
    for index in 0..<3 {
      #expect(abs(fit.coefficients[index] / expected.values[index] - 1) < 1e-10)
      #expect(abs(fit.covariance[index, index].squareRoot() / expected.errors[index] - 1) < 1e-10)
    }
    if expected.scale == 1 { #expect(abs(fit.reliability - 0.8273285528300947) < 1e-12) }
  }

  @Test("Without errors it is least squares")
  func exact() throws {
    let none = Matrix(rows: 3, columns: 3)
    let fit = try ErrorsInVariables(Self.design, Self.y, errorProducts: none)
    var solver = LinearSolver()
    let plain = try solver.solve(Self.design, Self.y)
    for index in 0..<3 { #expect(abs(fit.coefficients[index] - plain.coefficients[index]) < 1e-12) }
    #expect(fit.reliability == 1)
  }

  @Test("What is mostly error is refused, and so are columns that depend on each other")
  func refusals() {
    #expect(throws: LeastSquaresError.self) {
      try ErrorsInVariables(Self.design, Self.y, errorProducts: Self.products.scaled(by: 6))
    }
    let twice = Matrix(columns: [Self.x, Self.x.map { $0 * 2 }])
    #expect(throws: LeastSquaresError.singularCovariance) {
      try ErrorsInVariables(twice, Self.y, errorProducts: Matrix(rows: 2, columns: 2))
    }
  }

  @Test(
    "A parabola gives the figure of R's package simex for its example, and the hyperbola of a linear model its truth")
  func extrapolation() {
    let value = SimulationExtrapolation.quadratic(
      naive: 0.90326521, means: [0.8711212, 0.8407195, 0.8123392, 0.7873627])
    // Its figures are rounded to seven digits, which count four times here.
    #expect(abs(value - 0.9755527) < 2e-7)
    // 3 · 2/(2 + 1 + λ): a reliability of two thirds.
    let means = SimulationExtrapolation.levels.map { 6 / (3 + $0) }
    #expect(abs(SimulationExtrapolation.rational(naive: 2, means: means) - 3) < 1e-6)
    #expect(abs(SimulationExtrapolation.quadratic(naive: 2, means: means) - 3) > 0.1)
    // What errors do not change stays.
    #expect(abs(SimulationExtrapolation.rational(naive: 5, means: [5, 5, 5, 5]) - 5) < 1e-9)
  }
}
