import LeastSquares
import RealModule

/// Fits the second stage to groups of series.
struct PoolEstimator {
  let groups: [PoolGroup]
  let moderation: ModeratedVariance
  let variances: ResidualVariances

  /// How strongly the T of intervals is kept from the boundary: the likelihood is multiplied by |T|^(a/2), a = 2 − 4/(n + 1).
  ///
  /// With a = 1 intervals of many, nearly equal series cover too little by chance of T = 0; with a = 2 the T of 3 series
  /// hardly has a bound.
  private static func caution(_ series: Double) -> Double { 2 - 4 / (series + 1) }

  func fit() throws(PoolingError) -> FittedPool {
    let series = groups.reduce(0) { $0 + $1.count }
    guard series >= 3, let effects = groups.first?.effects else {
      throw .tooFewSeries(Int(exactly: series) ?? 0)
    }
    let (freedoms, pooled) = (moderation.freedoms, moderation.residualSums / moderation.freedoms)
    var residual: ResidualModel
    switch variances {
    case .own: residual = .own
    case .moderated: residual = .moderated(moderation)
    case .common:
      guard freedoms > 0 else { throw .noResidualVariance }
      residual = .common(variance: pooled, degreesOfFreedom: freedoms)
    }
    let isCommon = variances == .common
    let covariances = groups.map(residual.covariance)
    let units = units(covariances, effects)
    let scaled = groups.map { $0.inUnits(units) }
    let criterion = criterion(scaled, residual, isCommon ? freedoms : nil)
    let starts = starts(scaled, effects)
    guard let outcome = PoolSearch(criterion).minimum(from: starts) else { throw .notFinite }
    if isCommon {
      residual = .common(variance: pooled * .exp(outcome.point.logVariance), degreesOfFreedom: freedoms)
    }
    var cautious = self.criterion(scaled, residual, nil)
    cautious.caution = Self.caution(series)
    guard let wary = PoolSearch(cautious).minimum(from: starts + [safe(outcome.point)]) else { throw .notFinite }

    let between = between(outcome.point)
    let mean = zip(outcome.pass.mean, units).map(*)
    let meanCovariance = outcome.pass.meanCovariance.scaledOnBothSides(by: units)
    guard let homogeneity = Homogeneity(groups, covariances, isCommon: isCommon) else { throw .notFinite }
    var summaries: [PooledEffect] = []
    for position in 0..<effects {
      guard
        let summary = PooledEffect(
          position, groups, covariances, isCommon: isCommon, mean: mean[position],
          variance: meanCovariance[position, position],
          between: between.matrix[position, position] * units[position] * units[position])
      else { throw .notFinite }
      summaries.append(summary)
    }
    let result = FittedPool(
      series: series, effects: summaries, homogeneity: homogeneity,
      betweenCovariance: between.matrix.scaledOnBothSides(by: units), meanCovariance: meanCovariance,
      isAtBoundary: between.isAtBoundary,
      criterion: constant(units, effects, series) + outcome.pass.value, converged: outcome.converged,
      residual: residual, cautiousBetween: wary.point.lower.timesTransposeOfItself().scaledOnBothSides(by: units),
      cautiousMean: wary.pass.meanCovariance.scaledOnBothSides(by: units),
      misfit: misfit(outcome, criterion) / (Double(effects) * (series - 1)))
    guard result.isFinite else { throw .notFinite }
    return result
  }

  /// The roots of the harmonic means of the variances of every effect: a size of the estimates' errors that a few bad
  /// series do not change.
  private func units(_ covariances: [ResidualModel.Covariance], _ effects: Int) -> [Double] {
    (0..<effects).map { position in
      var (count, sum) = (0.0, 0.0)
      for (group, covariance) in zip(groups, covariances) {
        count += group.count
        sum += group.count / covariance.matrix[position, position]
      }
      return .sqrt(count / sum)
    }
  }

  private func criterion(
    _ scaled: [PoolGroup], _ residual: ResidualModel, _ freedom: Double?
  ) -> PoolCriterion {
    PoolCriterion(
      members: scaled.map {
        PoolCriterion.Member(
          group: $0, covariance: residual.covariance($0).matrix, followsVariance: freedom != nil && !$0.isKnown)
      },
      residualFreedom: freedom, effects: groups.first?.effects ?? 1)
  }

  /// Diagonal T of several sizes, in units of the estimates' errors, and the spread of the estimates themselves.
  private func starts(_ scaled: [PoolGroup], _ effects: Int) -> [PoolCriterion.Point] {
    var starts: [PoolCriterion.Point] = []
    for size in [0.1, 0.3, 1, 3, 10, 30] {
      starts.append(.init(lower: Matrix(identity: effects).scaled(by: size)))
    }
    var total = scaled[0]
    for group in scaled.dropFirst() { total.merge(group) }
    var spread = Matrix(rows: effects, columns: effects)
    for index in 0..<effects { spread[index, index] = .sqrt(total.scatter[index, index] / total.count) }
    if (0..<effects).allSatisfy({ spread[$0, $0] > 1e-3 }) { starts.append(.init(lower: spread)) }
    return starts
  }

  /// A point with no zero on the diagonal of L.
  private func safe(_ point: PoolCriterion.Point) -> PoolCriterion.Point {
    var result = PoolCriterion.Point(lower: point.lower)
    for index in 0..<point.lower.rows where abs(result.lower[index, index]) < 0.05 {
      result.lower[index, index] = 0.05
    }
    return result
  }

  /// T, with variances of 0 where they are below the precision of the search, and whether it is singular.
  private func between(_ point: PoolCriterion.Point) -> (matrix: Matrix, isAtBoundary: Bool) {
    var matrix = point.lower.timesTransposeOfItself()
    var isAtBoundary = false
    for index in 0..<matrix.rows {
      let free = point.lower[index, index] * point.lower[index, index]
      if free < 1e-7 * max(matrix[index, index], 1e-2) { isAtBoundary = true }
      if matrix[index, index] < 1e-9 {
        for other in 0..<matrix.rows { (matrix[index, other], matrix[other, index]) = (0, 0) }
      }
    }
    return (matrix, isAtBoundary)
  }

  /// Σ (b − μ)' W (b − μ).
  private func misfit(_ outcome: PoolSearch.Outcome, _ criterion: PoolCriterion) -> Double {
    let between = outcome.point.lower.timesTransposeOfItself()
    let variance = Double.exp(outcome.point.logVariance)
    return criterion.members.reduce(0) { sum, member in
      let total = between.adding(member.covariance, times: member.followsVariance ? variance : 1)
      let weight = SymmetricInverse(total)?.matrix
      return sum + (weight?.traceOfProduct(member.group.squares(around: outcome.pass.mean)) ?? .nan)
    }
  }

  /// What the search leaves out of −2 log of the restricted likelihood: of the estimates, or of the observations where one
  /// σ² holds for all.
  private func constant(_ units: [Double], _ effects: Int, _ series: Double) -> Double {
    let k = Double(effects)
    let logUnits = units.reduce(0) { $0 + 2 * .log($1) }
    var result = (series - 1) * logUnits + k * (series - 1) * .log(2 * .pi)
    if variances == .common {
      let freedoms = moderation.freedoms
      result += freedoms * (.log(2 * .pi) + .log(moderation.residualSums / freedoms))
      result -= groups.reduce(0) { $0 + ($1.isKnown ? 0 : $1.logDeterminants) }
    }
    return result
  }
}
