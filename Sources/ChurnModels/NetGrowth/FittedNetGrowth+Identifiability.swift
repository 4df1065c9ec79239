import Drivers
import LeastSquares
import RealModule

extension FittedNetGrowth {
  /// Estimates with a larger correlation are called entangled.
  static let entanglement = 0.9

  /// Pairs of drivers of one column whose estimates are correlated above 0.9 in absolute value.
  ///
  /// - Complexity: O(k²·r) for k drivers and r columns of the factor of the covariance.
  public func entangledPairs() -> [EntangledPair] {
    guard let design = try? equation().whitened(estimate.values)?.design else { return [] }
    let bound = Set(constrained.map(\.index))
    let linear = specification.coefficientNames.indices.filter { !bound.contains($0) }
    let drivers = zip(specification.drivers, specification.indicesOfDrivers).compactMap { driver, positions in
      positions.count == 1 && !bound.contains(positions.lowerBound)
        ? (name: driver.name, position: positions.lowerBound) : nil
    }
    /// The standard deviation of a column.
    func spread(_ position: Int) -> Double {
      guard let column = linear.firstIndex(of: position), column < design.columns else { return 0 }
      let values = design.column(column)
      let mean = values.reduce(0, +) / Double(values.count)
      return .sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
    }
    var pairs: [EntangledPair] = []
    for (index, first) in drivers.enumerated() {
      for second in drivers[(index + 1)...] {
        let (a, b) = (first.position, second.position)
        let correlation = estimate.correlation(a, b)
        guard abs(correlation) > Self.entanglement else { continue }
        let direction = correlation < 0 ? 1.0 : -1.0
        pairs.append(
          EntangledPair(
            first: first.name, second: second.name, correlation: correlation,
            joint: coefficient(
              "\(first.name) and \(second.name)", weights: [a: spread(a), b: direction * spread(b)]),
            isOpposed: direction < 0))
      }
    }
    return pairs
  }

  /// The profile of each estimated decay, with every other coefficient refitted.
  ///
  /// - Complexity: about fifty fits per decay.
  public func carryoverProfiles() -> [CarryoverProfile] {
    let t = StudentT(degreesOfFreedom: estimate.degreesOfFreedom).halfWidth(coverage: Coverages.single)
    let n = Double(innovations.count)
    let bound = n * .log(1 + t * t / estimate.degreesOfFreedom) / 2
    var fitted = 0
    var profiles: [CarryoverProfile] = []
    for (index, driver) in specification.drivers.enumerated() where driver.expression.hasFittedDecay {
      defer { fitted += 1 }
      let decay = decays[fitted]
      var points: [(decay: Double, logLikelihood: Double)] = []
      for candidate in (Array(stride(from: 0.0, through: 0.98, by: 0.02)) + [0.99, decay]).sorted() {
        var fixed = specification
        fixed.drivers[index] = DriverSpecification(
          driver.expression.with(decay: candidate), name: driver.name, reference: references[index],
          missing: driver.missing, sign: driver.sign, prior: driver.prior)
        guard let fit = try? NetGrowth(fixed).fit(data, benchmarks: false) else { continue }
        points.append((candidate, fit.criteria.logLikelihood))
      }
      let highest = points.map(\.logLikelihood).max() ?? criteria.logLikelihood
      let inside = points.filter { highest - $0.logLikelihood <= bound }.map(\.decay)
      profiles.append(
        CarryoverProfile(
          driver: driver.name, decay: decay, interval: (inside.min() ?? decay)...(inside.max() ?? decay),
          points: points))
    }
    return profiles
  }

  /// The number of independent errors that determine a mean as well as the correlated ones of the fit: n over the ratio
  /// of their long-run variance to their variance; nil for independent errors.
  public var effectiveSampleSize: Double? {
    specification.errorProcess(estimate.values)?.longRunVarianceRatio.map { Double(innovations.count) / $0 }
  }
}
