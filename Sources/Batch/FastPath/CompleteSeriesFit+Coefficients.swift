import ChurnModels
import LeastSquares
import RealModule

extension CompleteSeriesFit {
  /// Estimates and their errors.
  mutating func summarise(freedom: Double) {
    if quantiles.freedom != freedom {
      let t = StudentT(degreesOfFreedom: freedom)
      quantiles = (freedom, t.halfWidth(coverage: Coverages.single), coverages.map { t.halfWidth(coverage: $0) })
    }
    coefficients.removeAll(keepingCapacity: true)
    // December is minus the sum of the other months.
    let (end, hasSeason) = (drivers, specification.seasonality == .monthly)
    for position in 0...theta.count {
      if hasSeason, position == end { append { $0 > 0 && $0 < end ? -1 : 0 } }
      if position < theta.count { append { $0 == position ? 1 : 0 } }
    }
  }

  /// A combination of coefficients with its error and interval.
  private mutating func append(_ weight: (Int) -> Double) {
    for column in gradient.indices { gradient[column] = weight(column) }
    let estimate = gradient.indices.reduce(0) { $0 + gradient[$1] * theta[$1] }
    let error = error(fit.sigma)
    var freedom = quantiles.freedom
    for column in gradient.indices where gradient[column] != 0 { freedom = min(freedom, tests[column]) }
    let isCommon = freedom == quantiles.freedom
    let t = isCommon ? quantiles.own : StudentT(degreesOfFreedom: freedom).halfWidth(coverage: Coverages.single)
    coefficients.append(estimate)
    coefficients.append(error)
    coefficients.append(estimate - t * error)
    coefficients.append(estimate + t * error)
  }

  /// The standard error of the combination of coefficients in `gradient`.
  func error(_ sigma: Double) -> Double {
    var sum = 0.0
    for column in 0..<factor.columns {
      var product = 0.0
      for row in gradient.indices { product += gradient[row] * factor[row, column] }
      sum += product * product
    }
    return sigma * .sqrt(sum)
  }
}
