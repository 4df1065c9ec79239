import LeastSquares
import RealModule

/// Estimated parameters and how sure they are: θ̂ + σ̂·B·t with a multivariate t of ν degrees of freedom.
public struct ParameterEstimate: Sendable, Equatable, Codable {
  /// θ̂.
  public let values: [Double]
  /// B, with B B' = Cov(θ̂)/σ̂².
  public let factor: Matrix
  /// σ̂, the standard deviation of a monthly innovation.
  public let sigma: Double
  /// ν.
  public let degreesOfFreedom: Double

  /// An estimate.
  ///
  /// - Parameters:
  ///   - values: θ̂, length p.
  ///   - factor: B, p × r.
  ///   - sigma: σ̂ ≥ 0.
  ///   - degreesOfFreedom: ν > 0.
  public init(values: [Double], factor: Matrix, sigma: Double, degreesOfFreedom: Double) {
    precondition(factor.rows == values.count, "a row of the factor for every parameter")
    self.values = values
    self.factor = factor
    self.sigma = sigma
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The standard error of a linear combination of the parameters.
  ///
  /// - Parameter weights: one weight a parameter.
  /// - Returns: √(w' Cov w).
  public func standardError(of weights: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<factor.columns {
      var product = 0.0
      for row in weights.indices { product += weights[row] * factor[row, column] }
      sum += product * product
    }
    return sigma * .sqrt(sum)
  }

  /// The standard error of each parameter.
  public var standardErrors: [Double] {
    values.indices.map { index in
      var weights = [Double](repeating: 0, count: values.count)
      weights[index] = 1
      return standardError(of: weights)
    }
  }

  /// The correlation of two estimates.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    var product = 0.0
    var firstSquare = 0.0
    var secondSquare = 0.0
    for column in 0..<factor.columns {
      product += factor[first, column] * factor[second, column]
      firstSquare += factor[first, column] * factor[first, column]
      secondSquare += factor[second, column] * factor[second, column]
    }
    return firstSquare > 0 && secondSquare > 0 ? product / .sqrt(firstSquare * secondSquare) : 0
  }
}

extension ParameterEstimate {
  /// Reads an estimate and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try container.decode([Double].self, forKey: .values)
    factor = try container.decode(Matrix.self, forKey: .factor)
    sigma = try container.decode(Double.self, forKey: .sigma)
    degreesOfFreedom = try container.decode(Double.self, forKey: .degreesOfFreedom)
    guard factor.rows == values.count, sigma >= 0, degreesOfFreedom > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .factor, in: container, debugDescription: "expected a row for every value, sigma ≥ 0 and ν > 0")
    }
  }
}

/// One coefficient with what is inferred about it.
public struct Coefficient: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error.
  public let standardError: Double
  /// ν of its t distribution.
  public let degreesOfFreedom: Double
  /// Whether t follows Student's distribution where the coefficient is 0; that of the saturation follows Dickey and
  /// Fuller's.
  public let isStudent: Bool

  /// What the data alone say, where a stated sign holds the coefficient at 0; nil otherwise.
  public let freeEstimate: Double?
  /// The share of the data in its precision; below 1 where a prior was stated.
  public let dataShare: Double

  /// A coefficient.
  public init(
    name: String, estimate: Double, standardError: Double, degreesOfFreedom: Double, isStudent: Bool = true,
    freeEstimate: Double? = nil, dataShare: Double = 1
  ) {
    self.name = name
    self.estimate = estimate
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.isStudent = isStudent
    self.freeEstimate = freeEstimate
    self.dataShare = dataShare
  }

  /// Whether there is a standard error; a coefficient held at 0 by its sign has none.
  public var hasError: Bool { freeEstimate == nil }
  /// estimate / standard error.
  public var t: Double { estimate / standardError }
  /// P(|T| > |t|), two-sided; nil where t does not follow Student's distribution.
  public var p: Double? { isStudent ? StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedTail(t) : nil }

  /// A central t interval.
  ///
  /// - Parameter level: its probability, between 0 and 1.
  /// - Returns: lower and upper end.
  public func interval(level: Double) -> ClosedRange<Double> {
    let half = StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(level: level) * standardError
    return (estimate - half)...(estimate + half)
  }
}
