import LeastSquares
import RealModule
import Series

/// What a fitted model expected a figure to be, and the actual figure.
public struct OneStepError: Sendable, Equatable {
  /// The month of the figure.
  public let month: Month
  /// What the model expects from all figures before, in users.
  public let expected: Double
  /// The figure, in users.
  public let users: Double
  /// v = ln users − ln expected.
  public let error: Double
  /// v/√F, in units of a month, so that errors over one month and over several can be compared.
  public let innovation: Double
}

extension FittedNetGrowth {
  /// One error for every figure after the first.
  ///
  /// Innovations are kept as v/√F; F, the variance of the error over the interval relative to that of one month, comes
  /// from the filter at the estimate.
  ///
  /// - Returns: in time order; empty if the filter has no value at the estimate.
  public var oneStepErrors: [OneStepError] {
    guard let equation = try? equation(), let whitened = equation.whitened(estimate.values) else { return [] }
    let variances = whitened.filtered.logVariances
    return zip(observedMonths.dropFirst(), zip(innovations, variances)).map { month, pair in
      let error = pair.0 * .exp(pair.1 / 2)
      let users = data.mau[month] ?? .nan
      return OneStepError(
        month: month, expected: users * .exp(-error), users: users, error: error, innovation: pair.0)
    }
  }
}
