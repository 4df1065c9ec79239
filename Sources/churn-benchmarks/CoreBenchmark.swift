import ArgumentParser
import LeastSquares

/// Does one kind of work of the numeric core so many times and prints nanoseconds a problem.
struct CoreBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core", abstract: "Times one kind of work of the numeric core (see scripts/bench).")

  /// What is measured.
  enum Work: String, CaseIterable, ExpressibleByArgument {
    /// Least squares with classical errors, σ̂ and R², in reused storage.
    case leastSquares = "least-squares"
    /// The same with a Newey–West covariance of lag 4.
    case neweyWest = "newey-west"
    /// Regression with ARMA(1, 1) errors.
    case arma
  }

  @Argument(help: "What is measured.") var work: Work
  @Option(help: "Observations of a problem.") var rows = 59
  @Option(help: "Columns of a problem, the constant included.") var columns = 3
  @Option(help: "Different problems.") var problems = 10_000
  @Option(help: "Rounds over all problems; the fastest is printed.") var rounds = 3

  func run() throws {
    let all = (0..<problems).map { Problem(rows: rows, columns: columns, index: $0) }
    var best = Double.infinity
    var solver = LinearSolver()
    var fit = LinearFit()
    var check = 0.0
    for _ in 0..<rounds {
      let clock = ContinuousClock()
      let time = try clock.measure { check = try measured(all, &solver, &fit) }
      best = min(best, Double(time.components.attoseconds) * 1e-9 + Double(time.components.seconds) * 1e9)
    }
    print(best / Double(problems), check)
  }

  /// Does the work once over all problems; the sum keeps it from being optimised away.
  private func measured(
    _ all: [Problem], _ solver: inout LinearSolver, _ fit: inout LinearFit
  ) throws -> Double {
    var sum = 0.0
    switch work {
    case .leastSquares, .neweyWest:
      for problem in all {
        try solver.solve(problem.design, problem.response, into: &fit)
        sum += fit.coefficients[1] + fit.standardErrors[1] + fit.sigma + fit.rSquared
        if work == .neweyWest {
          let covariance = fit.covariance(.neweyWest(lag: .lags(4), smallSample: false), design: problem.design)
          sum += covariance[1, 1]
        }
      }
    case .arma:
      for problem in all { sum += try ARMAErrors(ar: 1, ma: 1).fit(problem.design, problem.response).logLikelihood }
    }
    return sum
  }
}

/// A constant, pseudo-random columns and a response with autocorrelated errors.
struct Problem {
  let design: Matrix
  let response: [Double]

  init(rows: Int, columns: Int, index: Int) {
    var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 | 1
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-52 - 1
    }
    var design = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      design[row, 0] = 1
      for column in 1..<columns { design[row, column] = uniform() }
    }
    var error = 0.0
    response = (0..<rows).map { row in
      error = 0.6 * error + uniform()
      return 1 + (1..<columns).reduce(0) { $0 + design[row, $1] } + error
    }
    self.design = design
  }
}
