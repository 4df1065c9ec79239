import LeastSquares
import Testing

/// Twelve rows without a random generator; the same in Reference/linear.py, which computed the references.
private enum Small {
  static let design = Matrix(columns: [
    [Double](repeating: 1, count: 12),
    (0..<12).map { Double($0 * $0) / 10 - Double($0) },
    [1, 0, 2, 1, 3, 0, 1, 4, 2, 0, 5, 1],
  ])
  static let response = [1.2, 0.7, -0.4, -0.9, -2.2, -1.1, -1.6, -3.4, -1.9, 0.8, -1.5, 2.6]
  static let weights = [1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 0.25, 1]
}

@Suite("Linear solver")
struct LinearSolverTests {
  @Test("Ordinary least squares agrees with statsmodels")
  func ordinary() throws {
    let fit = try solve(Small.design, Small.response)
    #expect(correctDigits(fit.coefficients, [1.8543082686647048, 1.1085094995986087, -0.6440326465078943]) > 13)
    #expect(correctDigits(fit.standardErrors, [0.23735332340182394, 0.11380525020515742, 0.08170750288688435]) > 13)
    #expect(correctDigits(fit.sigma, 0.437435554929182) > 13)
    #expect(correctDigits(fit.rSquared, 0.9451355685630665) > 13)
    #expect(correctDigits(fit.adjustedRSquared, 0.9329434726881923) > 13)
    #expect(correctDigits(fit.criteria.logLikelihood, -5.379259319101758) > 13)
    #expect(correctDigits(fit.criteria.aicc, 24.47280435248923) > 13)
    #expect(correctDigits(fit.criteria.bic, 20.69814523735552) > 13)
    #expect(correctDigits(fit.durbinWatson, 1.5000216126970853) > 13)
    #expect(fit.observations == 12 && fit.parameters == 3 && fit.degreesOfFreedom == 9)
  }

  @Test("Weighted least squares agrees with statsmodels")
  func weighted() throws {
    let fit = try solve(Small.design, Small.response, weights: Small.weights)
    #expect(correctDigits(fit.coefficients, [1.8029938869263344, 1.1468072879551383, -0.6231786248080934]) > 13)
    #expect(correctDigits(fit.standardErrors, [0.2442575194337959, 0.12226836042566744, 0.09656633718241181]) > 13)
    #expect(correctDigits(fit.rSquared, 0.9386679058824746) > 13)
    #expect(correctDigits(fit.criteria.logLikelihood, -6.430646111635527) > 13)
    #expect(correctDigits(fit.durbinWatson, 1.5625140224213065) > 13)
  }

  @Test("An integer weight equals repeated rows")
  func weightsAreRepetitions() throws {
    let counts = [1, 2, 1, 3, 1, 1, 2, 1, 1, 1, 1, 4]
    let rows = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let columns = (0..<3).map { column in rows.map { Small.design[$0, column] } }
    let repeated = try solve(Matrix(columns: columns), rows.map { Small.response[$0] })
    let weighted = try solve(Small.design, Small.response, weights: counts.map(Double.init))
    #expect(correctDigits(weighted.coefficients, repeated.coefficients) > 13)
    #expect(correctDigits(weighted.residualSumOfSquares, repeated.residualSumOfSquares) > 13)
  }

  @Test("Residuals are orthogonal to the columns, with and without refinement", arguments: [0, Double.infinity])
  func orthogonality(threshold: Double) throws {
    var solver = LinearSolver()
    solver.refinementThreshold = threshold
    let fit = try solver.solve(LinearReference.longley.design, LinearReference.longley.response)
    for column in 0..<fit.parameters {
      let values = LinearReference.longley.design.column(column)
      let product = zip(values, fit.residuals).reduce(0) { $0 + $1.0 * $1.1 }
      let scale = zip(values, fit.residuals).reduce(0) { $0 + abs($1.0 * $1.1) }
      #expect(abs(product) < 1e-11 * scale)
    }
  }

  @Test("Scaling a column by a power of two scales its coefficient to the bit; permuting columns permutes the answer")
  func scalingAndPermutation() throws {
    let columns = (0..<3).map { Small.design.column($0) }
    let fit = try solve(Small.design, Small.response)
    let scaled = try solve(Matrix(columns: [columns[0], columns[1].map { $0 * 1024 }, columns[2]]), Small.response)
    #expect(scaled.coefficients == [fit.coefficients[0], fit.coefficients[1] / 1024, fit.coefficients[2]])
    let permuted = try solve(Matrix(columns: [columns[2], columns[0], columns[1]]), Small.response)
    #expect(
      correctDigits(permuted.coefficients, [fit.coefficients[2], fit.coefficients[0], fit.coefficients[1]]) > 14)
  }

  @Test("A solver gives the same bits regardless of what it solved before")
  func reuse() throws {
    var solver = LinearSolver()
    _ = try solver.solve(LinearReference.filip.design, LinearReference.filip.response)
    let again = try solver.solve(Small.design, Small.response, weights: Small.weights)
    #expect(again == (try solve(Small.design, Small.response, weights: Small.weights)))
  }

  @Test("The error for dependent columns names them and the columns they depend on")
  func dependentColumns() {
    let a = (0..<8).map { Double($0 * $0 % 7) }
    let b = (0..<8).map { Double($0 % 3) }
    let sum = zip(a, b).map { 2 * $0 - $1 }
    let zeros = [Double](repeating: 0, count: 8)
    let y = (0..<8).map(Double.init)
    #expect(throws: LeastSquaresError.dependentColumns([.init(column: 1, on: [0])])) {
      try solve(Matrix(columns: [a.map { $0 * 1e6 }, a]), y)
    }
    #expect(throws: LeastSquaresError.dependentColumns([.init(column: 1, on: [])])) {
      try solve(Matrix(columns: [a, zeros, b]), y)
    }
    let error = #expect(throws: LeastSquaresError.self) { try solve(Matrix(columns: [a, b, sum]), y) }
    guard case .dependentColumns(let dependences) = error else {
      Issue.record("expected dependent columns, got \(String(describing: error))")
      return
    }
    #expect(dependences.count == 1 && Set(dependences[0].on + [dependences[0].column]) == [0, 1, 2])
  }

  @Test("Errors for too few rows and non-finite values name the place")
  func refusals() {
    let column = [1.0, 2, 3]
    #expect(throws: LeastSquaresError.tooFewObservations(rows: 3, columns: 3)) {
      try solve(Matrix(columns: [column, [1, 4, 9], [1, 8, 27]]), column)
    }
    #expect(throws: LeastSquaresError.designNotFinite(row: 1, column: 1)) {
      try solve(Matrix(columns: [column, [1, .nan, 1]]), column)
    }
    #expect(throws: LeastSquaresError.responseNotFinite(row: 2)) {
      try solve(Matrix(columns: [column]), [1, 2, .infinity])
    }
    #expect(throws: LeastSquaresError.weightNotPositive(row: 0)) {
      try solve(Matrix(columns: [column]), column, weights: [0, 1, 1])
    }
    #expect(
      LeastSquaresError.dependentColumns([.init(column: 2, on: [0, 1])]).description
        == "column 2 is a combination of columns 0, 1")
  }
}
