import LeastSquares
import RealModule
import Series

/// A simple model of the same observations, with which a fit is compared.
public struct GrowthBenchmark: Sendable, Equatable, Codable {
  /// What the benchmark assumes.
  public enum Kind: String, Sendable, Equatable, Codable {
    /// No growth: users stay at their last number.
    case naive
    /// The same growth every month.
    case drift
    /// The same model without its drivers.
    case withoutDrivers
  }

  /// What it assumes.
  public let kind: Kind
  /// Its Gaussian criteria, comparable with those of the fit.
  public let criteria: InformationCriteria
  /// Root mean square of its innovations, per √month.
  public let rootMeanSquare: Double

  /// The benchmarks of a model on the same observations.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - mau: its figures.
  ///   - columns: the raw columns by driver.
  ///   - references: the reference level of each driver.
  /// - Returns: naive, drift and, for a model with drivers, the same without them.
  /// - Throws: ``LeastSquaresError`` when one of them cannot be solved.
  static func all(
    beside specification: ModelSpecification, _ mau: MonthlyColumn, _ columns: [MonthlyColumn?],
    _ references: [Double]
  ) throws -> [GrowthBenchmark] {
    func equation(_ specification: ModelSpecification) throws -> GrowthRegression {
      try GrowthRegression(specification, mau, columns: [], references: [])
    }
    func solved(_ specification: ModelSpecification) throws -> GrowthEstimate {
      var estimation = GrowthEstimator(try equation(specification), .classical)
      return try estimation.solve()
    }
    let drift = ModelSpecification(timing: specification.timing)
    guard let changes = try equation(drift).whitened([0]) else { throw ChurnModelError.notFinite }
    let squares = changes.response.reduce(0) { $0 + $1 * $1 }
    var benchmarks = [
      GrowthBenchmark(
        kind: .naive,
        criteria: InformationCriteria(
          residualSumOfSquares: squares * .exp(changes.logScale), logWeights: 0, observations: changes.response.count,
          parameters: 1),
        rootMeanSquare: rootMeanSquareOf(changes.response)),
      GrowthBenchmark(kind: .drift, try solved(drift)),
    ]
    if !specification.drivers.isEmpty {
      benchmarks.append(GrowthBenchmark(kind: .withoutDrivers, try solved(specification.withoutDrivers)))
    }
    return benchmarks
  }

  private init(kind: Kind, _ solution: GrowthEstimate) {
    self.init(
      kind: kind, criteria: solution.criteria, rootMeanSquare: rootMeanSquareOf(solution.innovations))
  }

  init(kind: Kind, criteria: InformationCriteria, rootMeanSquare: Double) {
    self.kind = kind
    self.criteria = criteria
    self.rootMeanSquare = rootMeanSquare
  }
}

/// √(mean of squares).
func rootMeanSquareOf(_ values: [Double]) -> Double {
  .sqrt(values.reduce(0) { $0 + $1 * $1 } / Double(values.count))
}
