import RealModule

/// The solution of a linear least-squares problem, y = X β + e, min Σ wᵢ eᵢ², and all that follows from it.
///
/// n observations, p coefficients, weights wᵢ (1 when none are given) inversely proportional to the error variances.
public struct LinearFit: Sendable, Equatable {
  /// β̂, length p.
  public internal(set) var coefficients: [Double]
  /// y − X β̂, length n, not weighted.
  public internal(set) var residuals: [Double]
  /// B with B B' = (X'WX)⁻¹, p × p; covariances come from it, the normal equations are never formed.
  public internal(set) var inverseFactor: Matrix
  /// Σ wᵢ eᵢ².
  public internal(set) var residualSumOfSquares: Double
  /// Σ wᵢ (yᵢ − ȳ)² with the weighted mean ȳ.
  public internal(set) var totalSumOfSquares: Double
  /// Σ wᵢ yᵢ².
  public internal(set) var uncentredSumOfSquares: Double
  /// Σ ln wᵢ.
  public internal(set) var logWeights: Double
  /// The Durbin–Watson statistic of the weighted residuals, Σ(uₜ − uₜ₋₁)²/Σuₜ² with u = √w·e; 2 when they are exact.
  public internal(set) var durbinWatson: Double
  /// Condition number (1-norm, estimated) of the design with columns scaled to about unit norm.
  public internal(set) var conditionNumber: Double

  /// n.
  public var observations: Int { residuals.count }
  /// p.
  public var parameters: Int { coefficients.count }
  /// n − p.
  public var degreesOfFreedom: Int { observations - parameters }

  /// σ̂ = √(Σ wᵢ eᵢ² / (n − p)), the standard deviation of an error of weight 1.
  public var sigma: Double { .sqrt(residualSumOfSquares / Double(degreesOfFreedom)) }

  /// The classical covariance σ̂² (X'WX)⁻¹, p × p.
  public var covariance: Matrix {
    var result = inverseFactor.timesTransposeOfItself()
    let variance = residualSumOfSquares / Double(degreesOfFreedom)
    for index in result.elements.indices { result.elements[index] *= variance }
    return result
  }

  /// The square roots of the diagonal of ``covariance``, length p.
  public var standardErrors: [Double] {
    (0..<parameters).map { row in
      var sum = 0.0
      for column in 0..<parameters { sum += inverseFactor[row, column] * inverseFactor[row, column] }
      return sigma * .sqrt(sum)
    }
  }

  /// 1 − RSS/TSS about the weighted mean; for designs that span a constant.
  public var rSquared: Double { 1 - residualSumOfSquares / totalSumOfSquares }

  /// 1 − RSS/Σwy²; for designs without a constant.
  public var uncentredRSquared: Double { 1 - residualSumOfSquares / uncentredSumOfSquares }

  /// 1 − (1 − R²)(n − 1)/(n − p).
  public var adjustedRSquared: Double {
    1 - (1 - rSquared) * Double(observations - 1) / Double(degreesOfFreedom)
  }

  /// The Gaussian criteria of this fit; σ² counts as a parameter.
  public var criteria: InformationCriteria {
    InformationCriteria(
      residualSumOfSquares: residualSumOfSquares, logWeights: logWeights, observations: observations,
      parameters: parameters + 1)
  }
}

/// Gaussian log-likelihood and the information criteria that follow from it.
public struct InformationCriteria: Sendable, Equatable, Codable {
  /// n.
  public let observations: Int
  /// k, the variance included.
  public let parameters: Int
  /// ln L at the maximum, −n/2·(ln 2π + ln(RSS/n) + 1) + ½Σ ln wᵢ; +∞ when the residuals are all zero.
  public let logLikelihood: Double

  /// Criteria of a fit by weighted least squares.
  ///
  /// - Parameters:
  ///   - residualSumOfSquares: Σ wᵢ eᵢ².
  ///   - logWeights: Σ ln wᵢ.
  ///   - observations: n.
  ///   - parameters: k, the variance included.
  public init(residualSumOfSquares: Double, logWeights: Double, observations: Int, parameters: Int) {
    let n = Double(observations)
    self.observations = observations
    self.parameters = parameters
    logLikelihood = -n / 2 * (.log(2 * .pi) + .log(residualSumOfSquares / n) + 1) + logWeights / 2
  }

  /// Akaike's criterion, −2 ln L + 2k.
  public var aic: Double { -2 * logLikelihood + 2 * Double(parameters) }

  /// AIC + 2k(k + 1)/(n − k − 1); +∞ where n ≤ k + 1 (Hurvich and Tsai 1989).
  public var aicc: Double {
    let k = Double(parameters)
    let rest = Double(observations) - k - 1
    return rest > 0 ? aic + 2 * k * (k + 1) / rest : .infinity
  }

  /// Schwarz's criterion, −2 ln L + k ln n.
  public var bic: Double { -2 * logLikelihood + Double(parameters) * .log(Double(observations)) }
}

extension Matrix {
  /// B B' of a square or rectangular B, rows × rows.
  func timesTransposeOfItself() -> Matrix {
    var result = Matrix(rows: rows, columns: rows)
    for i in 0..<rows {
      for j in 0...i {
        var sum = 0.0
        for k in 0..<columns { sum += self[i, k] * self[j, k] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }
}
