import LeastSquares
import RealModule
import Series

/// The growth equation between the months in which MAU was observed, whatever their distance.
///
/// With yₜ = ρ yₜ₋₁ + dₜ + εₜ, dₜ = rowₜ·θ and ρ = 1 − κ, observed months a < b = a + n give
/// y_b = ρⁿ y_a + Σ_{j<n} ρʲ d_{b−j} + e, Var e = σ² v, v = Σ_{j<n} ρ²ʲ.
/// Nothing is interpolated: a quarter is one equation, not three.
///
/// Weights are scaled to w_b = G/v_b with the geometric mean G of all v, so that Σ ln w = 0 and the Gaussian likelihood
/// is a function of Σ w e² alone, also while ρ varies (the device of Box and Cox 1964 for the Jacobian of a scale).
struct SparseGrowth: Sendable {
  /// An interval between observations.
  struct Interval: Sendable {
    /// y at its start, less the centre.
    let before: Double
    /// y at its end, less the centre.
    let after: Double
    /// The first of its rows in the design, that of the month behind its start.
    let row: Int
    /// n.
    let months: Int
  }

  let design: MonthlyDesign
  let intervals: [Interval]
  /// What was subtracted from every y, the mean of the observed ones.
  let centre: Double

  /// - Parameters:
  ///   - mau: observed in the first and last month that the design spans, its first month minus one included.
  ///   - design: the rows of all months behind the first observed one.
  init(_ mau: MonthlyColumn, _ design: MonthlyDesign) {
    let observed = mau.observedMonths
    let logs = observed.map { month in Double.log(mau[month] ?? .nan) }
    let centre = logs.reduce(0, +) / Double(logs.count)
    self.design = design
    self.centre = centre
    intervals = (1..<max(1, observed.count)).map { index in
      Interval(
        before: logs[index - 1] - centre, after: logs[index] - centre,
        row: design.months.lowerBound.distance(to: observed[index - 1]) + 1,
        months: observed[index - 1].distance(to: observed[index]))
    }
  }

  private init(design: MonthlyDesign, intervals: [Interval], centre: Double) {
    self.design = design
    self.intervals = intervals
    self.centre = centre
  }

  /// The same observations explained by the first columns of the design only.
  func keeping(columns: Int) -> SparseGrowth {
    SparseGrowth(design: design.keeping(columns: columns), intervals: intervals, centre: centre)
  }

  /// The linear problem in θ for a given κ, rows times √w: Σ ρʲ row, and y_b − ρⁿ y_a.
  func linearProblem(saturation: Double) -> (design: Matrix, response: [Double]) {
    let rho = 1 - saturation
    let q = design.rows.columns
    let weights = weights(rho: rho).values
    var aggregated = Matrix(rows: intervals.count, columns: q)
    var response = [Double](repeating: 0, count: intervals.count)
    for (index, interval) in intervals.enumerated() {
      var power = Double.sqrt(weights[index])
      let root = power
      for j in 0..<interval.months {
        let row = interval.row + interval.months - 1 - j
        for column in 0..<q { aggregated[index, column] += power * design.rows[row, column] }
        power *= rho
      }
      response[index] = root * interval.after - power * interval.before
    }
    return (aggregated, response)
  }

  /// w, ∂ ln √w / ∂κ, and ln G.
  func weights(rho: Double) -> (values: [Double], logSlopes: [Double], logScale: Double) {
    var logs: [Double] = []
    var slopes: [Double] = []
    for interval in intervals {
      var variance = 0.0
      var slope = 0.0
      var power = 1.0
      for j in 0..<interval.months {
        variance += power * power
        if j > 0 { slope += 2 * Double(j) * power * .pow(rho, j - 1) }
        power *= rho
      }
      logs.append(.log(variance))
      slopes.append(slope / variance)
    }
    let n = Double(intervals.count)
    let meanLog = logs.reduce(0, +) / n
    let meanSlope = slopes.reduce(0, +) / n
    // κ = 1 − ρ turns the sign; √ halves it.
    return (logs.map { .exp(meanLog - $0) }, slopes.map { ($0 - meanSlope) / 2 }, meanLog)
  }

  /// ln G, the mean of ln v.
  func meanLogVariance(rho: Double) -> Double { weights(rho: rho).logScale }

  /// √w·(y_b − prediction) for (θ, κ).
  func residuals(_ parameters: [Double], into result: inout [Double]) {
    let q = parameters.count - 1
    let problem = linearProblem(saturation: parameters[q])
    for row in intervals.indices {
      result[row] = problem.response[row]
      for column in 0..<q { result[row] -= problem.design[row, column] * parameters[column] }
    }
  }

  /// The derivative of ``residuals(_:into:)``, one column a parameter, κ last.
  func jacobian(_ parameters: [Double], into result: inout Matrix) {
    let q = parameters.count - 1
    let rho = 1 - parameters[q]
    let problem = linearProblem(saturation: parameters[q])
    let (weights, logSlopes, _) = weights(rho: rho)
    for (index, interval) in intervals.enumerated() {
      var residual = problem.response[index]
      for column in 0..<q {
        residual -= problem.design[index, column] * parameters[column]
        result[index, column] = -problem.design[index, column]
      }
      // ∂/∂ρ of ρⁿ y_a + Σ ρʲ d_{b−j}.
      var slope = Double(interval.months) * .pow(rho, interval.months - 1) * interval.before
      for j in 1..<max(1, interval.months) {
        let row = interval.row + interval.months - 1 - j
        var drift = 0.0
        for column in 0..<q { drift += design.rows[row, column] * parameters[column] }
        slope += Double(j) * .pow(rho, j - 1) * drift
      }
      result[index, q] = .sqrt(weights[index]) * slope + residual * logSlopes[index]
    }
  }
}
