import LeastSquares
import RealModule

/// Estimated parameters and their precision: θ̂ + σ̂·B·t with a multivariate t of ν degrees of freedom.
public struct ParameterEstimate: Sendable, Equatable, Codable {
  /// θ̂.
  public let values: [Double]
  /// B, with B B' = Cov(θ̂)/σ̂².
  public let factor: Matrix
  /// σ̂, the standard deviation of a monthly innovation.
  public let sigma: Double
  /// ν.
  public let degreesOfFreedom: Double
  /// The degrees of freedom of the t statistic of each parameter; fewer than ν where standard errors are those of Newey and West.
  public let testFreedom: [Double]
  /// The parameters that a single figure determines, where standard errors are robust: nothing shows how far they may be off, and
  /// what ``factor`` says of them is the classical error.
  public let withoutError: [Int]

  /// An estimate.
  ///
  /// - Parameters:
  ///   - values: θ̂, length p.
  ///   - factor: B, p × r.
  ///   - sigma: σ̂ ≥ 0.
  ///   - degreesOfFreedom: ν > 0.
  ///   - testFreedom: those of t statistics, one a parameter; nil for ν.
  ///   - withoutError: the parameters whose robust error does not exist.
  public init(
    values: [Double], factor: Matrix, sigma: Double, degreesOfFreedom: Double, testFreedom: [Double]? = nil,
    withoutError: [Int] = []
  ) {
    // Cannot trap: estimators give a factor of the covariance of their values, and saved ones are checked below.
    precondition(factor.rows == values.count, "the factor must have one row per parameter")
    self.values = values
    self.factor = factor
    self.sigma = sigma
    self.degreesOfFreedom = degreesOfFreedom
    self.testFreedom = testFreedom ?? values.map { _ in degreesOfFreedom }
    self.withoutError = withoutError
  }

  /// The standard error of a linear combination of the parameters.
  ///
  /// - Parameter weights: one weight per parameter.
  /// - Returns: √(w' Cov w).
  /// - Complexity: O(p·r), r the number of columns of the factor.
  public func standardError(of weights: [Double]) -> Double {
    let positions = weights.indices.filter { weights[$0] != 0 }
    return standardError(at: positions) { weights[positions[$0]] }
  }

  /// The standard error of a linear combination of a few parameters.
  ///
  /// - Parameters:
  ///   - positions: these parameters.
  ///   - weight: the weight of each by its index among the positions; all others are 0.
  /// - Returns: √(w' Cov w).
  /// - Complexity: O(m·r), m the number of positions and r that of columns of the factor.
  func standardError(at positions: [Int], weight: (Int) -> Double) -> Double {
    var sum = 0.0
    for column in 0..<factor.columns {
      var product = 0.0
      for (index, position) in positions.enumerated() { product += weight(index) * factor[position, column] }
      sum += product * product
    }
    return sigma * .sqrt(sum)
  }

  /// The estimate with standard errors multiplied by a number for each parameter, and the same correlations.
  func scaled(_ ratios: [Double]) -> ParameterEstimate {
    var scaled = factor
    for column in 0..<factor.columns { for row in values.indices { scaled[row, column] *= ratios[row] } }
    return ParameterEstimate(
      values: values, factor: scaled, sigma: sigma, degreesOfFreedom: degreesOfFreedom, testFreedom: testFreedom,
      withoutError: withoutError)
  }

  /// The degrees of freedom of a linear combination of parameters: the fewest of those in it.
  ///
  /// - Parameter positions: these parameters.
  /// - Returns: ν where there are none.
  func testFreedom(at positions: some Sequence<Int>) -> Double {
    positions.lazy.map { testFreedom[$0] }.min() ?? degreesOfFreedom
  }

  /// The standard error of each parameter.
  public var standardErrors: [Double] { values.indices.map { standardError(at: [$0]) { _ in 1 } } }

  /// The covariance of two estimates.
  package func covariance(_ first: Int, _ second: Int) -> Double {
    var product = 0.0
    for column in 0..<factor.columns { product += factor[first, column] * factor[second, column] }
    return sigma * sigma * product
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
  private enum CodingKeys: CodingKey {
    case values, factor, sigma, degreesOfFreedom, testFreedom, withoutError
  }

  /// Reads an estimate and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try container.decode([Double].self, forKey: .values)
    factor = try container.decode(Matrix.self, forKey: .factor)
    sigma = try container.decode(Double.self, forKey: .sigma)
    degreesOfFreedom = try container.decode(Double.self, forKey: .degreesOfFreedom)
    // A single number in fits of before.
    if let common = try? container.decode(Double.self, forKey: .testFreedom) {
      testFreedom = [Double](repeating: common, count: values.count)
    } else {
      testFreedom =
        try container.decodeIfPresent([Double].self, forKey: .testFreedom)
        ?? [Double](repeating: degreesOfFreedom, count: values.count)
    }
    withoutError = try container.decodeIfPresent([Int].self, forKey: .withoutError) ?? []
    guard factor.rows == values.count, sigma >= 0, degreesOfFreedom >= 1, testFreedom.count == values.count,
      testFreedom.allSatisfy({ $0 >= 1 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .factor, in: container, debugDescription: "expected one row per value, sigma ≥ 0 and ν ≥ 1")
    }
    guard withoutError.allSatisfy(values.indices.contains) else {
      throw DecodingError.dataCorruptedError(
        forKey: .withoutError, in: container, debugDescription: "there is no such parameter")
    }
    // Squares of all of them, and of products with σ, are in the range of numbers.
    guard (values + factor.elements + [sigma]).allSatisfy({ abs($0) <= 1e120 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: "a number is larger than 1e120")
    }
  }

  /// Writes an estimate; what is empty in nearly all of them is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(factor, forKey: .factor)
    try container.encode(sigma, forKey: .sigma)
    try container.encode(degreesOfFreedom, forKey: .degreesOfFreedom)
    if testFreedom.contains(where: { $0 != degreesOfFreedom }) {
      try container.encode(testFreedom, forKey: .testFreedom)
    }
    if !withoutError.isEmpty { try container.encode(withoutError, forKey: .withoutError) }
  }
}
