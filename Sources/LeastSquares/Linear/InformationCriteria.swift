import RealModule

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
