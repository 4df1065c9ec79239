import RealModule

/// Simulation and extrapolation: errors are added to regressors that have some, and what that does is followed back to no error at all.
///
/// Source: J. R. Cook and L. A. Stefanski, *Simulation-extrapolation estimation in parametric measurement error models*, JASA 89 (1994), 1314.
public enum SimulationExtrapolation {
  /// How much error variance is added, as a multiple of what is there.
  public static let levels = [0.5, 1, 1.5, 2]

  /// The value of a parabola, through points by least squares, where no error is left: at −1.
  ///
  /// - Parameters:
  ///   - naive: the value as the data are, at 0.
  ///   - means: the mean value at each of ``levels``.
  /// - Returns: the value at −1. Of a coefficient that errors halve it leaves a quarter of the bias.
  public static func quadratic(naive: Double, means: [Double]) -> Double {
    let places = [0] + levels
    let fit = fit(naive, means, [places, places.map { $0 * $0 }])
    return fit.map { $0.coefficients[0] - $0.coefficients[1] + $0.coefficients[2] } ?? .nan
  }

  /// The value at −1 of a + b/(c + λ), by least squares, the form in which errors draw the coefficient of a linear model to 0.
  ///
  /// - Parameters:
  ///   - naive: the value as the data are, at 0.
  ///   - means: the mean value at each of ``levels``.
  /// - Returns: the value at −1; that of a parabola where the pole is not beyond −1.
  public static func rational(naive: Double, means: [Double]) -> Double {
    let places = [0] + levels
    func fit(_ pole: Double) -> (sum: Double, value: Double) {
      guard let fit = Self.fit(naive, means, [places.map { 1 / (pole + $0) }]) else { return (.infinity, .nan) }
      return (fit.residualSumOfSquares, fit.coefficients[0] + fit.coefficients[1] / (pole - 1))
    }
    // c − 1 is the ratio of the variances of truth and error: reliabilities from 0.2 to 0.99.
    let count = 100
    let poles = (0...count).map { 1 + 0.25 * Double.pow(400, Double($0) / Double(count)) }
    let fits = poles.map(fit)
    guard let best = fits.indices.min(by: { fits[$0].sum < fits[$1].sum }), best > 0, best < count else {
      return quadratic(naive: naive, means: means)
    }
    var (low, high) = (poles[best - 1], poles[best + 1])
    for _ in 0..<60 {
      let (left, right) = (low + 0.382 * (high - low), high - 0.382 * (high - low))
      if fit(left).sum < fit(right).sum { high = right } else { low = left }
    }
    return fit((low + high) / 2).value
  }

  private static func fit(_ naive: Double, _ means: [Double], _ columns: [[Double]]) -> LinearFit? {
    let values = [naive] + means
    var solver = LinearSolver()
    return try? solver.solve(Matrix(columns: [values.map { _ in 1 }] + columns), values)
  }
}
