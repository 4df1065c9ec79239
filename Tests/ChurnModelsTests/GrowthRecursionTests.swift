import ChurnForecast
import LeastSquares
import RealModule
import Testing

/// y_t = ρ y_{t−1} + … + e_t with AR(1) errors as linear functions of an unknown first level and the errors, by their covariance.
private struct DenseLevel {
  let persistence: Double
  let phi: Double
  let steps: Int

  /// Levels that are practically unknown: a variance of 10⁶ compared with errors of about 1.
  private static let diffuse = 1e6

  /// The weights of the first level and of e₁ … e_T in y_t.
  func level(_ t: Int) -> [Double] {
    [Double.pow(persistence, t)] + (1...steps).map { $0 <= t ? .pow(persistence, t - $0) : 0 }
  }

  /// E(y_{T+h} | the past) = ρ^h y_T + Σ_{k ≤ h} ρ^{h−k} φ^k e_T.
  func expected(ahead h: Int) -> [Double] {
    var weights = level(steps).map { $0 * .pow(persistence, h) }
    weights[steps] += (1...h).reduce(0) { $0 + .pow(persistence, h - $1) * .pow(phi, $1) }
    return weights
  }

  private func covariance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = Self.diffuse * a[0] * b[0]
    for i in 1...steps { for j in 1...steps { sum += a[i] * b[j] * .pow(phi, abs(i - j)) / (1 - phi * phi) } }
    return sum
  }

  /// The remaining variance of a linear function when others are known.
  func variance(of target: [Double], given known: [[Double]]) throws -> Double {
    let count = known.count
    let matrix = Matrix(
      rows: count, columns: count,
      elements: (0..<(count * count)).map { covariance(known[$0 % count], known[$0 / count]) })
    let root = try #require(matrix.choleskyFactor())
    var link = known.map { covariance($0, target) }
    for i in 0..<count {
      for k in 0..<i { link[i] -= root[i, k] * link[k] }
      link[i] /= root[i, i]
    }
    return covariance(target, target) - link.reduce(0) { $0 + $1 * $1 }
  }
}

@Suite("Uncertainty of the last level")
struct GrowthRecursionTests {
  private func table(
    _ specification: ModelSpecification, _ coefficients: [Double], _ publication: SeriesSimulation.Publication
  ) throws -> MonthlyTable {
    try SeriesSimulation(
      specification, coefficients: coefficients, innovation: 0.01, users: 2e6, first: Month(year: 2012, month: 1),
      months: 60, processes: [:], publication: publication
    ).table(seed: 3)
  }

  /// The variance of future months for known coefficients, by the formula of forecasts and by the covariance matrix of
  /// all errors; `known` says which combinations of levels the figures are.
  private func compare(
    _ specification: ModelSpecification, _ coefficients: [Double], _ publication: SeriesSimulation.Publication
  ) throws {
    let fit = try NetGrowth(specification).fit(table(specification, coefficients, publication))
    let window = specification.timing.window
    let start = fit.observedMonths[0].advanced(by: 1 - window)
    let kappa = specification.saturationIndex.map { fit.estimate.values[$0] } ?? 0
    let dense = DenseLevel(
      persistence: 1 - kappa, phi: specification.errorIndices.first.map { fit.estimate.values[$0] } ?? 0,
      steps: start.distance(to: fit.origin))
    let figures = fit.observedMonths.map { month in
      let levels = (0..<window).map { dense.level(start.distance(to: month) - $0) }
      return levels[0].indices.map { index in levels.reduce(0) { $0 + $1[index] } / Double(window) }
    }
    let recursion = try fit.recursion(months: 4, columns: [])
    var options = ForecastOptions()
    options.computation = .closedForm
    options.sources = [.innovations]
    let forecast = try fit.forecast(months: 4, options: options)
    let half = StudentT(degreesOfFreedom: fit.estimate.degreesOfFreedom).halfWidth(coverage: 0.95)
    for (index, month) in forecast.months.enumerated() {
      // Future innovations, then the uncertainty of the past.
      var variance = 0.0
      for impulses in recursion.impulses {
        for first in 0...index {
          let response = (first...index).reduce(0.0) { sum, at in
            let impulse = at - first < impulses.count ? impulses[at - first] : 0
            return sum + .pow(dense.persistence, index - at) * impulse
          }
          variance += response * response / Double(recursion.impulses.count)
        }
      }
      let past = try dense.variance(of: dense.expected(ahead: index + 1), given: figures)
      #expect(past > 0.01)
      variance += past
      let width = Double.log(month.intervals[1].upper / month.median) / half
      #expect(abs(width / (fit.estimate.sigma * .sqrt(variance)) - 1) < 1e-4)
    }
  }

  @Test("Means of quarters: the level of the last month is not their mean")
  func quarterAverage() throws {
    try compare(ModelSpecification(timing: .quarterAverage), [0.004], .quarterAverage)
  }

  @Test("Quarters with correlated errors: the last error is not observed separately")
  func sparse() throws {
    try compare(ModelSpecification(errors: .arma(p: 1, q: 0)), [0.004, 0.7], .quarterly)
  }

  @Test("Means of quarters with correlated errors")
  func correlatedAverage() throws {
    try compare(
      ModelSpecification(timing: .quarterAverage, errors: .arma(p: 1, q: 0)), [0.004, 0.7], .quarterAverage)
  }

  @Test("Means of quarters with saturation: an uncertain level fades")
  func saturatingAverage() throws {
    try compare(
      ModelSpecification(timing: .quarterAverage, baseline: .saturating), [1.6, 0.1], .quarterAverage)
  }

  @Test("If every month is observed, the past is certain")
  func complete() throws {
    let specification = ModelSpecification(errors: .arma(p: 1, q: 0))
    let fit = try NetGrowth(specification).fit(table(specification, [0.004, 0.7], .monthly))
    let noise = try fit.recursion(months: 4, columns: []).noise
    #expect(noise.elements.allSatisfy { $0 == 0 })
  }
}
