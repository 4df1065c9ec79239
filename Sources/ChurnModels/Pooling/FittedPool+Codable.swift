import LeastSquares

extension FittedPool: Codable {
  private enum Key: String, CodingKey {
    case count = "series"
    case effects, homogeneity, betweenCovariance, meanCovariance, isAtBoundary, criterion, converged, residual
    case cautiousBetween, cautiousMean, misfit
  }

  /// Writes everything that shrinking further series needs.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(count, forKey: .count)
    try container.encode(effects, forKey: .effects)
    try container.encode(homogeneity, forKey: .homogeneity)
    try container.encode(betweenCovariance, forKey: .betweenCovariance)
    try container.encode(meanCovariance, forKey: .meanCovariance)
    try container.encode(isAtBoundary, forKey: .isAtBoundary)
    try container.encode(criterion, forKey: .criterion)
    try container.encode(converged, forKey: .converged)
    try container.encode(residual, forKey: .residual)
    try container.encode(cautiousBetween, forKey: .cautiousBetween)
    try container.encode(cautiousMean, forKey: .cautiousMean)
    try container.encode(misfit, forKey: .misfit)
  }

  /// Reads a pool and checks that its parts belong to one number of effects.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func matrix(_ key: Key) throws -> Matrix { try container.decode(Matrix.self, forKey: key) }
    self.init(
      series: try container.decode(Double.self, forKey: .count),
      effects: try container.decode([PooledEffect].self, forKey: .effects),
      homogeneity: try container.decode(Homogeneity.self, forKey: .homogeneity),
      betweenCovariance: try matrix(.betweenCovariance), meanCovariance: try matrix(.meanCovariance),
      isAtBoundary: try container.decode(Bool.self, forKey: .isAtBoundary),
      criterion: try container.decode(Double.self, forKey: .criterion),
      converged: try container.decode(Bool.self, forKey: .converged),
      residual: try container.decode(ResidualModel.self, forKey: .residual),
      cautiousBetween: try matrix(.cautiousBetween), cautiousMean: try matrix(.cautiousMean),
      misfit: try container.decode(Double.self, forKey: .misfit))
    let order = effects.count
    let matrices = [betweenCovariance, meanCovariance, cautiousBetween, cautiousMean]
    guard (1...8).contains(order), count >= 3,
      matrices.allSatisfy({ $0.rows == order && $0.columns == order })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .effects, in: container, debugDescription: "expected matrices with a row and column per effect")
    }
  }
}
