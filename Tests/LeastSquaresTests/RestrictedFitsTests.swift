import LeastSquares
import RealModule
import Testing

/// A small deterministic generator for any number of problems.
struct ProblemGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-52 - 1
  }

  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: (0..<(rows * columns)).map { _ in uniform() })
  }

  mutating func vector(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }
}

@Suite("Priors, constraints, bounds, robust weights")
struct RestrictedFitsTests {
  @Test("Priors agree with the dense formula in numpy")
  func priors() throws {
    var solver = LinearSolver()
    let priors = [Prior(column: 1, mean: 1, standardDeviation: 0.1), Prior(column: 2, standardDeviation: 0.05)]
    let fit = try solver.solve(Forty.design, Forty.response, priors: priors, sigma: 0.9)
    #expect(correctDigits(fit.coefficients, [1.7112411279950592, 0.9079770499495815, -0.06648660463721788]) > 12)
    let errors = [0.18898401215750776, 0.08864783448825816, 0.04478083902232479]
    #expect(correctDigits(fit.covariance.standardErrors, errors) > 12)
    #expect(fit.dataShares[0] == 1)
    #expect(abs(fit.dataShares[1] - (1 - .pow(errors[1] / 0.1, 2))) < 1e-12)
  }

  @Test("σ must be given where the data cannot determine it")
  func priorsWithoutData() throws {
    var solver = LinearSolver()
    let design = Matrix(rows: 1, columns: 2, elements: [1, 2])
    let priors = [Prior(column: 0, standardDeviation: 1), Prior(column: 1, standardDeviation: 1)]
    let fit = try solver.solve(design, [5], priors: priors, sigma: 1)
    // (X'X + I)β = X'y with X = (1, 2): β = (5, 10)/6.
    #expect(correctDigits(fit.coefficients, [5.0 / 6, 10.0 / 6]) > 13)
  }

  @Test("A very weak prior changes nothing, a very strong one decides; σ is estimated when not given")
  func extremePriors() throws {
    var solver = LinearSolver()
    let ordinary = try solver.solve(Forty.design, Forty.response)
    let loose = try solver.solve(
      Forty.design, Forty.response, priors: [Prior(column: 1, standardDeviation: 1e6)])
    #expect(correctDigits(loose.coefficients, ordinary.coefficients) > 10)
    #expect(correctDigits(loose.sigma, ordinary.sigma) > 9 && abs(loose.effectiveParameters - 3) < 1e-9)
    let tight = try solver.solve(
      Forty.design, Forty.response, priors: [Prior(column: 1, mean: -2, standardDeviation: 1e-6)])
    #expect(abs(tight.coefficients[1] + 2) < 1e-9 && tight.dataShares[1] < 1e-9)
    let ridge = try solver.solve(
      Forty.design, Forty.response, priors: Prior.ridge(penalty: 4, columns: 0..<3, sigma: 0.5), sigma: 0.5)
    // (X'X + 4I)β = X'y.
    for column in 0..<3 {
      let gradient = (0..<40).reduce(0.0) { $0 + Forty.design[$1, column] * ridge.residuals[$1] }
      #expect(abs(gradient - 4 * ridge.coefficients[column]) < 1e-10)
    }
  }

  @Test("A prior of a combination equals a prior of one coefficient after a change of columns")
  func combination() throws {
    var solver = LinearSolver()
    // β₁ − 2β₂ ~ N(1.5, 0.1²). With γ = β₁ − 2β₂ the columns are x₁ for γ and x₂ + 2x₁ for β₂.
    let terms = [Prior.Term(column: 1, weight: 1), Prior.Term(column: 2, weight: -2)]
    let fit = try solver.solve(
      Forty.design, Forty.response, priors: [Prior(terms, mean: 1.5, standardDeviation: 0.1)], sigma: 0.9)
    let other = Matrix(columns: [
      Forty.design.column(0), Forty.x1, zip(Forty.x1, Forty.x2).map { 2 * $0 + $1 },
    ])
    let single = try solver.solve(
      other, Forty.response, priors: [Prior(column: 1, mean: 1.5, standardDeviation: 0.1)], sigma: 0.9)
    #expect(correctDigits(fit.coefficients[1] - 2 * fit.coefficients[2], single.coefficients[1]) > 11)
    #expect(correctDigits(fit.coefficients[2], single.coefficients[2]) > 11)
    #expect(correctDigits(fit.effectiveParameters, single.effectiveParameters) > 11)
    #expect(fit.dataShares == [1, 1, 1] && single.dataShares[1] < 1)
  }

  @Test("Weights of the data leave the priors as they are")
  func weightedPriors() throws {
    var solver = LinearSolver()
    let priors = [Prior(column: 1, mean: 1, standardDeviation: 0.1)]
    let weighted = try solver.solve(
      Forty.design, Forty.response, weights: [Double](repeating: 4, count: 40), priors: priors, sigma: 1.8)
    let plain = try solver.solve(Forty.design, Forty.response, priors: priors, sigma: 0.9)
    #expect(correctDigits(weighted.coefficients, plain.coefficients) > 12)
    #expect(correctDigits(weighted.covariance.standardErrors, plain.covariance.standardErrors) > 12)
    #expect(correctDigits(weighted.effectiveParameters, plain.effectiveParameters) > 12)
  }

  @Test("Equality constraints agree with Lagrange's equations in numpy")
  func constraints() throws {
    let fit = try solve(
      Forty.design, Forty.response, constraints: Matrix(rows: 1, columns: 3, elements: [0, 1, 1]), values: [0.4])
    #expect(correctDigits(fit.coefficients, [2.3843306380499714, 0.7007528137842932, -0.30075281378429325]) > 12)
    let errors = [0.156472942362799, 0.08437610954102323, 0.08437610954102322]
    #expect(correctDigits(fit.covariance.standardErrors, errors) > 11)
    #expect(abs(fit.coefficients[1] + fit.coefficients[2] - 0.4) < 1e-14)
    #expect(throws: LeastSquaresError.dependentColumns([.init(column: 1, on: [0])])) {
      try solve(
        Forty.design, Forty.response, constraints: Matrix(rows: 2, columns: 3, elements: [0, 0, 1, 2, 1, 2]),
        values: [0.4, 0.8])
    }
  }

  @Test("Equality constraints do not depend on the units of columns and constraints")
  func constraintUnits() throws {
    let plain = try solve(
      Forty.design, Forty.response, constraints: Matrix(rows: 1, columns: 3, elements: [0, 1, 1]), values: [0.4])
    let units = [1e-9, 3e8, 1e-7]
    var design = Forty.design
    for column in 0..<3 { for row in 0..<design.rows { design[row, column] *= units[column] } }
    let rules = Matrix(rows: 1, columns: 3, elements: [0, 1e11 * units[1], 1e11 * units[2]])
    let fit = try solve(design, Forty.response, constraints: rules, values: [0.4e11])
    #expect(correctDigits(zip(fit.coefficients, units).map { $0 * $1 }, plain.coefficients) > 12)
    let errors = zip(fit.covariance.standardErrors, units).map { $0 * $1 }
    #expect(correctDigits(errors, plain.covariance.standardErrors) > 11)
    // Columns of tiny units are not taken for dependent ones.
    let small = Matrix(
      rows: 2, columns: 3, elements: [0, 0, 1e-20 * units[1], 0, 0, units[2]])
    #expect(
      try solve(design, Forty.response, constraints: small, values: [0.7e-20, -0.3]).coefficients.allSatisfy(\.isFinite)
    )
  }

  @Test("Nonnegative least squares agrees with R's nnls")
  func nonnegative() throws {
    let t = (0..<40).map(Double.init)
    let design = Matrix(columns: [
      [Double](repeating: 1, count: 40), Forty.x1, Forty.x2, t.map { .cos($0 / 2) },
      t.map { .cos($0 / 5) * .cos($0 / 5) },
    ])
    let fit = try solve(
      design, Forty.response, lower: [Double](repeating: 0, count: 5), upper: [Double](repeating: .infinity, count: 5))
    let reference = [1.77787719502137809, 0.61773569958202168, 0, 0, 0.17263322637335199]
    #expect(zip(fit.coefficients, reference).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(correctDigits(fit.residuals.reduce(0) { $0 + $1 * $1 }, 34.179619349667874) > 12)
    #expect(fit.states == [.free, .free, .atLower, .atLower, .free])
    #expect(fit.freeFit?.parameters == 3)
  }

  @Test("Bounded solutions satisfy the conditions of Karush, Kuhn and Tucker")
  func boundedConditions() throws {
    var generator = ProblemGenerator(seed: 12)
    for _ in 0..<300 {
      let p = 1 + Int((generator.uniform() + 1) * 4)
      let design = generator.matrix(p + 8, p)
      let response = generator.vector(p + 8)
      var lower = generator.vector(p).map { $0 / 2 }
      let upper = lower.map { $0 + abs(generator.uniform()) / 2 }
      if generator.uniform() > 0.5 { lower[0] = -.infinity }
      let fit = try solve(design, response, lower: lower, upper: upper)
      for column in 0..<p {
        let slope = (0..<(p + 8)).reduce(0.0) { $0 + design[$1, column] * fit.residuals[$1] }
        #expect(fit.coefficients[column] >= lower[column] && fit.coefficients[column] <= upper[column])
        switch fit.states[column] {
        case .free: #expect(abs(slope) < 1e-10)
        case .atLower: #expect(slope < 1e-10 && fit.coefficients[column] == lower[column])
        case .atUpper: #expect(slope > -1e-10 && fit.coefficients[column] == upper[column])
        }
      }
    }
  }

  @Test("Robust regression agrees with R's rlm")
  func robust() throws {
    let huber = try RobustRegression(.huber()).fit(Forty.design, Forty.response)
    #expect(huber.converged)
    #expect(correctDigits(huber.coefficients, [2.33446177914649278, 0.58085975658439826, -0.25735466196161660]) > 8)
    #expect(correctDigits(huber.scale, 0.7179341964185677) > 8)
    let errors = [0.229258572697535690, 0.145240080908152436, 0.076325510359741222]
    #expect(correctDigits(huber.covariance.standardErrors, errors) > 8)
    #expect(correctDigits([huber.weights[5], huber.weights[18]], [0.38938472417768594, 0.43492233159756699]) > 8)
    let bisquare = try RobustRegression(.bisquare()).fit(Forty.design, Forty.response)
    #expect(bisquare.converged)
    #expect(correctDigits(bisquare.coefficients, [2.29861113676451945, 0.58330857348240728, -0.24695407134871555]) > 8)
    #expect(correctDigits(bisquare.scale, 0.74458058704298558) > 8)
    let bisquareErrors = [0.244633377025559484, 0.154980339683536444, 0.081444140268363135]
    #expect(correctDigits(bisquare.covariance.standardErrors, bisquareErrors) > 7)
  }
}
