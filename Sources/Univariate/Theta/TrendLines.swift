import LeastSquares

/// The trend lines of a series, re-estimated with every figure, and the errors of the Theta model about them.
///
/// The lines do not depend on the parameters of the model, so that they are estimated once for all evaluations. With
/// p = (1 − α)ⁱ, μ = ℓ + w(A p + B (1 − p(1 − α))/α).
struct TrendLines {
  private let values: [Double]
  /// A and B after each figure.
  private let intercepts: [Double]
  private let slopes: [Double]

  init(_ values: [Double]) {
    var (mean, slope) = (values[0], 0.0)
    var intercepts = [mean]
    var slopes = [slope]
    for (index, y) in values.enumerated().dropFirst() {
      let count = Double(index)
      let before = mean
      mean = (count * mean + y) / (count + 1)
      slope = ((count - 1) * slope + 6 * (y - before) / (count + 1)) / (count + 2)
      intercepts.append(mean - slope * (count + 2) / 2)
      slopes.append(slope)
    }
    self.values = values
    self.intercepts = intercepts
    self.slopes = slopes
  }

  /// The errors one step ahead after the third figure.
  ///
  /// - Parameters:
  ///   - first: ℓ₀.
  ///   - alpha: α.
  ///   - weight: w.
  ///   - errors: receives one error for each figure but the first three.
  func errors(first: Double, alpha: Double, weight: Double, into errors: inout [Double]) {
    let rest = 1 - alpha
    let inverse = 1 / alpha
    var level = alpha * values[0] + rest * first
    var power = rest
    for index in 1..<values.count {
      if index >= 3 {
        let line = intercepts[index - 1] * power + slopes[index - 1] * (1 - power * rest) * inverse
        errors[index - 3] = values[index] - level - weight * line
      }
      level = alpha * values[index] + rest * level
      power *= rest
    }
  }

  /// The derivatives of the errors in ℓ₀, α and, where there is a third column, w.
  func derivatives(first: Double, alpha: Double, weight: Double, into jacobian: inout Matrix) {
    let rest = 1 - alpha
    let inverse = 1 / alpha
    var level = alpha * values[0] + rest * first
    // ∂ℓ/∂α; ∂ℓ/∂ℓ₀ is p itself.
    var levelSlope = values[0] - first
    // p = (1 − α)ⁱ and ∂p/∂α = −i (1 − α)ⁱ⁻¹.
    var power = rest
    var powerSlope = -1.0
    for index in 1..<values.count {
      if index >= 3 {
        let (intercept, slope) = (intercepts[index - 1], slopes[index - 1])
        let share = (1 - power * rest) * inverse
        let shareSlope = (power - powerSlope * rest - share) * inverse
        jacobian[index - 3, 0] = -power
        jacobian[index - 3, 1] = -levelSlope - weight * (intercept * powerSlope + slope * shareSlope)
        if jacobian.columns > 2 { jacobian[index - 3, 2] = -(intercept * power + slope * share) }
      }
      levelSlope = values[index] - level + rest * levelSlope
      level = alpha * values[index] + rest * level
      powerSlope = powerSlope * rest - power
      power *= rest
    }
  }
}
