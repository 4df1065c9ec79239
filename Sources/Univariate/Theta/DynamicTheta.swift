import LeastSquares
import RealModule

/// The dynamic optimised Theta model.
///
/// The series is modelled as the mean of its trend line, re-estimated with every figure, and of the Theta line,
/// smoothed exponentially with weight 1/θ: μ = ℓ + (1 − 1/θ)(A (1 − α)ⁱ + B (1 − (1 − α)ⁱ⁺¹)/α). ℓ₀, α and θ minimise
/// the squares of the errors after the third. A series with a season is divided by its classical indices first.
///
/// Source: J. A. Fiorucci, T. R. Pellegrini, F. Louzada, F. Petropoulos and A. B. Koehler, International Journal of Forecasting
/// 32 (2016), 1151.
public struct DynamicTheta: Sendable, Equatable {
  /// α, 0.1 … 0.99.
  public let alpha: Double
  /// θ ≥ 1.
  public let theta: Double
  /// σ of an error one step ahead, of the series without season.
  public let sigma: Double
  /// The seasonal factors of the next periods; empty for a series without season.
  public let seasonal: [Double]
  /// One-step-ahead errors after the third, in the units of the series.
  public let residuals: [Double]
  /// The mean of e² after the third, which is minimised.
  public let meanSquare: Double
  /// Whether the search for ℓ₀, α and θ ended at a minimum.
  public let converged: Bool
  private let final: State

  private struct State: Sendable, Equatable {
    var level: Double
    var mean: Double
    var intercept: Double
    var slope: Double
    /// (1 − α)ⁱ.
    var power: Double
    /// i, the number of figures so far.
    var count: Double

    init(first: Double, level: Double, alpha: Double) {
      self.level = alpha * first + (1 - alpha) * level
      mean = first
      intercept = first
      slope = 0
      power = 1 - alpha
      count = 1
    }

    /// μ of the next figure.
    func forecast(alpha: Double, weight: Double) -> Double {
      level + weight * (intercept * power + slope * (1 - power * (1 - alpha)) / alpha)
    }

    mutating func take(_ y: Double, alpha: Double) {
      level = alpha * y + (1 - alpha) * level
      let before = mean
      mean = (count * mean + y) / (count + 1)
      slope = ((count - 1) * slope + 6 * (y - before) / (count + 1)) / (count + 2)
      intercept = mean - slope * (count + 2) / 2
      power *= 1 - alpha
      count += 1
    }
  }

  /// Fits the model; nil for fewer than 6 figures.
  ///
  /// - Parameters:
  ///   - values: y, at least 6 figures above 0.
  ///   - period: seasons a year.
  ///   - optimised: false for the classical Theta method, θ = 2.
  public init?(_ values: [Double], period: Int, optimised: Bool = true) {
    let n = values.count
    guard n >= 6 else { return nil }
    var indices: [Double] = []
    if SeasonalIndices.areThere(values, period: period), values.allSatisfy({ $0 > 0 }) {
      let found = SeasonalIndices.indices(values, period: period, multiplicative: true)
      if found.allSatisfy({ $0 >= 0.01 }) { indices = found }
    }
    let scale = max(values.reduce(0) { $0 + abs($1) } / Double(n), .leastNormalMagnitude)
    let y = values.indices.map { values[$0] / (indices.isEmpty ? 1 : indices[$0 % period]) / scale }
    // 1 − 1/θ is searched: it has a bounded range.
    func weight(_ x: [Double]) -> Double { optimised ? x[2] : 0.5 }
    let lines = TrendLines(y)
    let bounds: [ClosedRange<Double>] = [-1e3...1e3, 0.1...0.99] + (optimised ? [0...1] : [])
    func found(from start: [Double], functionTolerance: Double, stepTolerance: Double) -> NonlinearFit {
      var search = LevenbergMarquardt()
      search.functionTolerance = functionTolerance
      search.stepTolerance = stepTolerance
      search.maximumEvaluations = 120
      search.polishes = false
      return search.minimise(
        from: start, count: n - 3,
        residuals: { lines.errors(first: $0[0], alpha: $0[1], weight: weight($0), into: &$1) },
        jacobian: { lines.derivatives(first: $0[0], alpha: $0[1], weight: weight($0), into: &$1) }, bounds: bounds)
    }
    // A weight of 0 leaves exponential smoothing, whose minimum is often another one.
    let rough = [[y[0] / 2, 0.2, 0.5], [y[0] / 2, 0.6, 0.5], [y[0], 0.4, 0]].prefix(optimised ? 3 : 2).map {
      found(from: Array($0.prefix(bounds.count)), functionTolerance: 1e-3, stepTolerance: 1e-2)
    }
    let ranked = rough.sorted { $0.residualSumOfSquares < $1.residualSumOfSquares }
    var best: NonlinearFit?
    // The next start is taken where the search from the best one does not end.
    for start in ranked where !(best?.converged ?? false) {
      let end = found(from: start.parameters, functionTolerance: 1e-9, stepTolerance: 1e-7)
      if best.map({ end.residualSumOfSquares < $0.residualSumOfSquares }) ?? true { best = end }
    }
    guard let best, best.residualSumOfSquares.isFinite else { return nil }
    var f = [Double](repeating: 0, count: n - 3)
    lines.errors(first: best.parameters[0], alpha: best.parameters[1], weight: weight(best.parameters), into: &f)
    var state = State(first: y[0], level: best.parameters[0], alpha: best.parameters[1])
    for value in y.dropFirst() { state.take(value, alpha: best.parameters[1]) }
    state.level *= scale
    state.mean *= scale
    state.intercept *= scale
    state.slope *= scale
    final = state
    converged = best.converged
    alpha = best.parameters[1]
    theta = optimised ? 1 / (1 - best.parameters[2]) : 2
    let mean = f.reduce(0, +) / Double(f.count)
    sigma = scale * .sqrt(f.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, f.count - 1)))
    meanSquare = best.residualSumOfSquares / Double(n - 3) * scale * scale
    residuals = f.indices.map { f[$0] * scale * (indices.isEmpty ? 1 : indices[($0 + 3) % period]) }
    seasonal = indices.isEmpty ? [] : (0..<period).map { indices[($0 + n) % period] }
  }

  /// The point forecasts of the next periods.
  public func means(_ horizon: Int) -> [Double] {
    var state = final
    let weight = theta.isFinite ? 1 - 1 / theta : 1
    return (0..<horizon).map { h in
      let mean = state.forecast(alpha: alpha, weight: weight)
      state.take(mean, alpha: alpha)
      return mean * (seasonal.isEmpty ? 1 : seasonal[h % seasonal.count])
    }
  }

  /// The standard deviations of the next periods: those of exponential smoothing, σ²(1 + (h − 1)α²), times the season.
  func standardErrors(_ horizon: Int) -> [Double] {
    (0..<horizon).map { h in
      sigma * .sqrt(1 + Double(h) * alpha * alpha) * (seasonal.isEmpty ? 1 : seasonal[h % seasonal.count])
    }
  }
}
