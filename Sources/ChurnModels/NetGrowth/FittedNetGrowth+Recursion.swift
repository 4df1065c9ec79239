import Drivers
import LeastSquares
import RealModule
import Series

extension FittedNetGrowth {
  /// The recursion for the months after the origin.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - columns: the raw columns by driver, continued to the horizon; nil for steps and pulses.
  ///   - followsDecays: whether the rows follow estimated decays, along their slope. If not, drivers are to be evaluated anew for
  ///     every decay.
  /// - Returns: everything needed for forecasts.
  /// - Throws: ``DriverError`` when a driver is unknown in a month that is needed; ``ChurnModelError``.
  public func recursion(
    months: Int, columns: [MonthlyColumn?], followsDecays: Bool = true
  ) throws -> GrowthRecursion {
    var linearisation = try RecursionLinearisation(
      self, months: months, columns: columns, followsDecays: followsDecays)
    return try linearisation.recursion()
  }

  /// Whether the standard errors of all coefficients of the process are below one half; near non-invertibility, or
  /// where parts of it cancel, they are meaningless, and the process is used as estimated.
  var hasDeterminedErrors: Bool {
    let errors = estimate.standardErrors
    return specification.errorIndices.allSatisfy { errors[$0] < 0.5 }
  }

  /// ψ at the estimate plus and minus √d times each column of the factor of the covariance of its d coefficients (S. J. Julier
  /// and J. K. Uhlmann, Proceedings of the IEEE 92 (2004), 401), shrunk where the process would not be stationary.
  func impulses(_ months: Int) -> [[Double]] {
    if let index = specification.driftIndex {
      let (drift, error) = (estimate.values[index], estimate.standardErrors[index])
      return [drift - error, drift + error].map { ARMAProcess(drift: min(max($0, 0), 1)).impulses(months) }
    }
    let range = specification.errorIndices
    guard !range.isEmpty else { return [[1]] }
    guard hasDeterminedErrors else { return [specification.errorProcess(estimate.values)?.impulses(months) ?? [1]] }
    let count = range.count
    var covariance = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count {
        var sum = 0.0
        for k in 0..<estimate.factor.columns {
          sum += estimate.factor[range.lowerBound + i, k] * estimate.factor[range.lowerBound + j, k]
        }
        covariance[i, j] = sum * estimate.sigma * estimate.sigma
      }
    }
    let root = covariance.semidefiniteFactor() ?? Matrix(rows: count, columns: 0)
    var result: [[Double]] = []
    for column in 0..<root.columns {
      for sign in [1.0, -1.0] {
        var reach = sign * Double.sqrt(Double(root.columns))
        for _ in 0..<20 {
          var moved = estimate.values
          for i in 0..<count { moved[range.lowerBound + i] += reach * root[i, column] }
          if let process = specification.errorProcess(moved), process.isAdmissible {
            result.append(process.impulses(months))
            break
          }
          reach *= 0.7
        }
      }
    }
    return result.isEmpty ? [specification.errorProcess(estimate.values)?.impulses(months) ?? [1]] : result
  }
}
