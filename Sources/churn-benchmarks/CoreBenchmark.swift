import ArgumentParser
import ChurnForecast

/// Repeats one kind of work of the numeric core and prints nanoseconds per problem.
struct CoreBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core", abstract: "Times one kind of work of the numeric core (see scripts/bench).")

  /// What is measured.
  enum Work: String, CaseIterable, ExpressibleByArgument {
    /// Least squares with classical errors, σ̂ and R², in reused storage.
    case leastSquares = "least-squares"
    /// The same with the factor of a Newey–West covariance of lag 4.
    case neweyWest = "newey-west"
    /// A model of net growth with ARMA(1, 1) errors.
    case arma
  }

  @Argument(help: "What to measure.") var work: Work
  @Option(help: "Observations per problem.") var rows = 59
  @Option(help: "Columns per problem, including the constant.") var columns = 3
  @Option(help: "Number of different problems.") var problems = 10_000
  @Option(help: "Rounds over all problems; the fastest is printed.") var rounds = 3

  func run() throws {
    let all = (0..<problems).map { Problem(rows: rows, columns: columns, index: $0) }
    var best = Double.infinity
    let growth = work == .arma ? all.map(GrowthProblem.init) : []
    var solver = LinearSolver()
    var fit = LinearFit()
    var check = 0.0
    for _ in 0..<rounds {
      let clock = ContinuousClock()
      let time = try clock.measure { check = try measured(all, growth, &solver, &fit) }
      best = min(best, Double(time.components.attoseconds) * 1e-9 + Double(time.components.seconds) * 1e9)
    }
    print(best / Double(problems), check)
  }

  /// Does the work once over all problems; the sum keeps it from being optimised away.
  private func measured(
    _ all: [Problem], _ growth: [GrowthProblem], _ solver: inout LinearSolver, _ fit: inout LinearFit
  ) throws -> Double {
    var sum = 0.0
    switch work {
    case .leastSquares, .neweyWest:
      for problem in all {
        try solver.solve(problem.design, problem.response, into: &fit)
        sum += fit.coefficients[1] + fit.standardErrors[1] + fit.sigma + fit.rSquared
        if work == .neweyWest {
          let factor = try fit.covarianceFactor(
            .neweyWest(lag: .lags(4), smallSample: false), design: problem.design)
          sum += factor[1, 1]
        }
      }
    case .arma:
      for problem in growth {
        sum += try NetGrowth(problem.specification).fit(problem.table, benchmarks: false).criteria.logLikelihood
      }
    }
    return sum
  }
}
