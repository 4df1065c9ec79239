import RealModule

/// The solution of a linear least-squares problem, y = X β + e, min Σ wᵢ eᵢ², and all that follows from it.
///
/// n observations, p coefficients, weights wᵢ (1 when none are given) inversely proportional to the error variances.
public struct LinearFit: Sendable, Equatable {
  /// β̂, length p.
  public internal(set) var coefficients: [Double]
  /// The square roots of the diagonal of ``covariance``, length p.
  public internal(set) var standardErrors: [Double]
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
  /// The Durbin–Watson statistic of the weighted residuals, Σ(uₜ − uₜ₋₁)²/Σuₜ² with u = √w·e; 2 when the fit is exact.
  public internal(set) var durbinWatson: Double
  /// Condition number (1-norm, estimated) of the design with columns scaled to about unit norm.
  public internal(set) var conditionNumber: Double

  /// An empty fit, for a solver to fill in.
  public init() {
    coefficients = []
    standardErrors = []
    residuals = []
    inverseFactor = Matrix(rows: 0, columns: 0)
    residualSumOfSquares = 0
    totalSumOfSquares = 0
    uncentredSumOfSquares = 0
    logWeights = 0
    durbinWatson = 2
    conditionNumber = 1
  }

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
    inverseFactor.timesTransposeOfItself().scaled(by: residualSumOfSquares / Double(degreesOfFreedom))
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

extension LinearFit {
  /// Allocates storage for a problem.
  mutating func grow(observations: Int, parameters: Int) {
    if residuals.count != observations { residuals = [Double](repeating: 0, count: observations) }
    if coefficients.count != parameters {
      coefficients = [Double](repeating: 0, count: parameters)
      standardErrors = coefficients
    }
  }

  /// Computes the sums from residuals that are still multiplied by √w, and then divides the residuals by √w.
  mutating func finish(_ response: [Double], _ weights: [Double]?) {
    var squares = 0.0
    var differences = 0.0
    var previous = residuals[0]
    for residual in residuals {
      squares += residual * residual
      differences += (residual - previous) * (residual - previous)
      previous = residual
    }
    residualSumOfSquares = squares
    durbinWatson = squares > 0 ? differences / squares : 2
    let deviation = sigma
    for row in 0..<parameters {
      var sum = 0.0
      for column in 0..<parameters { sum += inverseFactor[row, column] * inverseFactor[row, column] }
      standardErrors[row] = deviation * .sqrt(sum)
    }
    if let weights {
      finish(response, weights: weights)
    } else {
      finish(response)
    }
  }

  private mutating func finish(_ response: [Double]) {
    var sum = 0.0
    var uncentred = 0.0
    for value in response {
      sum += value
      uncentred += value * value
    }
    let mean = sum / Double(response.count)
    var total = 0.0
    for value in response { total += (value - mean) * (value - mean) }
    totalSumOfSquares = total
    uncentredSumOfSquares = uncentred
    logWeights = 0
  }

  private mutating func finish(_ response: [Double], weights: [Double]) {
    var weightedSum = 0.0
    var weightSum = 0.0
    var uncentred = 0.0
    var logs = 0.0
    for (value, weight) in zip(response, weights) {
      weightSum += weight
      weightedSum += weight * value
      uncentred += weight * value * value
      logs += .log(weight)
    }
    let mean = weightedSum / weightSum
    var total = 0.0
    for row in residuals.indices {
      total += weights[row] * (response[row] - mean) * (response[row] - mean)
      residuals[row] /= .sqrt(weights[row])
    }
    totalSumOfSquares = total
    uncentredSumOfSquares = uncentred
    logWeights = logs
  }
}
