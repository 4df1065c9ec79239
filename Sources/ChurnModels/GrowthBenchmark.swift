import LeastSquares
import RealModule

/// A plain model of the same observations, to compare a fit with.
public struct GrowthBenchmark: Sendable, Equatable, Codable {
  /// What the benchmark assumes.
  public enum Kind: String, Sendable, Equatable, Codable {
    /// No growth at all: users stay as they are.
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

  /// The benchmarks of a model on the same equation.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - growth: its observations.
  /// - Returns: naive, drift and, for a model with drivers, the same without them.
  /// - Throws: ``LeastSquaresError`` when one cannot be solved.
  static func all(
    beside specification: ModelSpecification, _ growth: SparseGrowth
  ) throws(LeastSquaresError) -> [GrowthBenchmark] {
    let changes = growth.linearProblem(saturation: 0).response
    let squares = changes.reduce(0) { $0 + $1 * $1 }
    let scale = Double.exp(-growth.meanLogVariance(rho: 1) / 2)
    var benchmarks = [
      GrowthBenchmark(
        kind: .naive,
        criteria: InformationCriteria(
          residualSumOfSquares: squares, logWeights: 0, observations: changes.count, parameters: 1),
        rootMeanSquare: rootMeanSquareOf(changes.map { $0 * scale })),
      GrowthBenchmark(kind: .drift, try growth.keeping(columns: 1).solve(.constant)),
    ]
    if !specification.drivers.isEmpty {
      let rest = growth.keeping(columns: specification.driverIndices.lowerBound)
      benchmarks.append(GrowthBenchmark(kind: .withoutDrivers, try rest.solve(specification.baseline)))
    }
    return benchmarks
  }

  private init(kind: Kind, _ solution: GrowthSolution) {
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
