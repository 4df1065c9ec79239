import LeastSquares
import RealModule

extension FittedNetGrowth {
  /// The growth without drivers and season after the last figure, of a baseline that drifts; nil for other baselines.
  ///
  /// The coefficient called baseline is that of the first month.
  public var currentBaseline: Coefficient? {
    guard let index = specification.driftIndex, let equation = try? equation() else { return nil }
    let values = estimate.values
    /// What the filter expects of the next error, and by coefficient its derivative.
    func expected(_ parameters: [Double]) -> (error: Double, slopes: [Double], spread: Double)? {
      guard let whitened = equation.whitened(parameters) else { return nil }
      let state = LastState(whitened.filtered, equation, parameters, months: 1)
      let slopes = state.linearErrors.map { $0[0] }
      let window = specification.timing.window
      let factor = whitened.filtered.finalCovariance.semidefiniteFactor()
      let process = specification.errorProcess(parameters)
      let unknown = (0..<(factor?.columns ?? 0)).reduce(0.0) { sum, column in
        let state = Array(factor?.column(column)[window...] ?? [])
        let error = process?.continuation(of: state, count: 1).first ?? 0
        return sum + error * error
      }
      return (state.errors[0] + zip(slopes, values).reduce(0) { $0 + $1.0 * $1.1 }, slopes, unknown)
    }
    let step = 1e-5 * max(values[index], 0.01)
    var (up, down) = (values, values)
    up[index] += step
    down[index] -= step
    guard let now = expected(values), let above = expected(up), let below = expected(down) else { return nil }
    var weights = now.slopes
    weights[0] += 1
    weights[index] += (above.error - below.error) / (2 * step)
    let parameterError = estimate.standardError(of: weights)
    return Coefficient(
      name: "baseline now", estimate: values[0] + now.error,
      standardError: .sqrt(parameterError * parameterError + now.spread * estimate.sigma * estimate.sigma),
      degreesOfFreedom: estimate.degreesOfFreedom)
  }
}
