import RealModule
import Univariate

/// Whether drivers improve forecasts, according to a test.
public struct Verdict: Sendable, Equatable {
  /// The outcome of a comparison.
  public enum Finding: String, Sendable, Equatable {
    /// The drivers improve forecasts significantly.
    case help
    /// No significant difference.
    case noEvidence = "no-evidence"
    /// They make forecasts significantly worse.
    case hurt
    /// There are too few origins to tell.
    case tooFew = "too-few"
  }

  /// A method compared with another by the mean squared error of ln U over all horizons of an origin.
  public struct Comparison: Sendable, Equatable {
    /// The method.
    public let method: BacktestMethod
    /// What it is compared with.
    public let other: BacktestMethod
    /// Root mean square errors of ln U.
    public let error: Double
    /// The same for the other method.
    public let otherError: Double
    /// The number of origins from which both forecast.
    public let origins: Int
    /// The test of equal accuracy over all horizons; nil for too few origins.
    public let test: DieboldMariano?
    /// The test one figure ahead, where the other method is nested in this one; nil for too few origins.
    public let nestedTest: ClarkWest?
    /// Whether the other method is this one without drivers.
    public let isNested: Bool

    /// The outcome of the test at 5 %.
    ///
    /// Drivers help if the nested test says so. They hurt only if the model with them is less accurate at 0.2 %, also without the error
    /// of estimating them: the larger of two nested models is always a little less accurate where it adds nothing.
    public var finding: Finding {
      guard isNested else {
        guard let test else { return .tooFew }
        return test.pValue >= 0.05 ? .noEvidence : test.difference < 0 ? .help : .hurt
      }
      guard let nestedTest else { return .tooFew }
      if nestedTest.pValue < 0.05 { return .help }
      let isWorse = test.map { $0.difference > 0 && $0.pValue < 0.002 } ?? false
      return isWorse && nestedTest.mean < 0 ? .hurt : .noEvidence
    }
  }

  /// The model with the actual drivers, compared with the model without drivers: whether drivers carry information.
  public let exPost: Comparison?
  /// The model with drivers forecast, compared with the model without drivers: whether drivers help when forecasting
  /// today.
  public let exAnte: Comparison?
  /// The model ex ante (or without drivers), compared with the best forecaster without drivers.
  public let againstBest: Comparison?
}

extension Backtest {
  /// Losses of a method by origin: the mean of (ln a − ln f)² over the horizons that all of `others` have too.
  private func losses(_ method: BacktestMethod, with other: BacktestMethod) -> [Int: (Double, Double)] {
    var sums: [Int: (Double, Double, Double)] = [:]
    for horizon in horizons {
      guard let own = row(method, horizon: horizon), let theirs = row(other, horizon: horizon) else { continue }
      let byOrigin = Dictionary(theirs.points.map { ($0.origin, $0.squaredLogError) }, uniquingKeysWith: { a, _ in a })
      for point in own.points {
        guard let loss = byOrigin[point.origin] else { continue }
        let before = sums[point.origin] ?? (0, 0, 0)
        sums[point.origin] = (before.0 + point.squaredLogError, before.1 + loss, before.2 + 1)
      }
    }
    return sums.mapValues { ($0.0 / $0.2, $0.1 / $0.2) }
  }

  /// Compares two methods over all horizons; nil if they share no origin.
  public func comparison(_ method: BacktestMethod, _ other: BacktestMethod) -> Verdict.Comparison? {
    let losses = losses(method, with: other).sorted { $0.key < $1.key }.map(\.value)
    guard !losses.isEmpty else { return nil }
    let isNested = other == .withoutDrivers
    let errors = isNested ? nearestErrors(method, other) : []
    let n = Double(losses.count)
    let longest = max(1, (horizons.last ?? 1) / max(1, step))
    return Verdict.Comparison(
      method: method, other: other, error: .sqrt(losses.reduce(0) { $0 + $1.0 } / n),
      otherError: .sqrt(losses.reduce(0) { $0 + $1.1 } / n), origins: losses.count,
      test: losses.count < ClarkWest.fewest
        ? nil : DieboldMariano(losses.map(\.0), losses.map(\.1), horizon: min(longest, max(1, losses.count - 3))),
      nestedTest: ClarkWest(larger: errors.map(\.0), smaller: errors.map(\.1)), isNested: isNested)
  }

  /// The errors of ln U of two methods at the shortest horizon, by origin.
  private func nearestErrors(_ method: BacktestMethod, _ other: BacktestMethod) -> [(Double, Double)] {
    guard let horizon = horizons.first, let own = row(method, horizon: horizon),
      let theirs = row(other, horizon: horizon)
    else { return [] }
    let byOrigin = Dictionary(theirs.points.map { ($0.origin, $0.logError) }, uniquingKeysWith: { first, _ in first })
    return own.points.sorted { $0.origin < $1.origin }.compactMap { point in
      byOrigin[point.origin].map { (point.logError, $0) }
    }
  }

  /// The most accurate forecaster without drivers among those with a forecast from every origin.
  public var bestBenchmark: BacktestMethod? {
    let naive = BacktestMethod.benchmark(.naive)
    return Benchmark.allCases.map { BacktestMethod.benchmark($0) }
      .compactMap { method in comparison(method, naive).map { (method, $0) } }
      .filter { pair in !failures.contains { $0.method == pair.0 } }
      .min { $0.1.error < $1.1.error }?.0
  }

  /// Whether the drivers help.
  public var verdict: Verdict {
    let own: BacktestMethod = methods.contains(.modelExAnte) ? .modelExAnte : .modelExPost
    return Verdict(
      exPost: methods.contains(.withoutDrivers) ? comparison(.modelExPost, .withoutDrivers) : nil,
      exAnte: methods.contains(.modelExAnte) ? comparison(.modelExAnte, .withoutDrivers) : nil,
      againstBest: bestBenchmark.flatMap { comparison(own, $0) })
  }

  /// The factor of a conformal interval, f/c … f·c, from the errors of a method at a horizon (split conformal, symmetric in
  /// ln U): the ⌈(n + 1)·coverage⌉-th smallest |ln a − ln f|.
  ///
  /// - Parameters:
  ///   - method: the method.
  ///   - horizon: in months.
  ///   - coverage: the probability of the interval, between 0 and 1.
  /// - Returns: c ≥ 1.
  /// - Throws: ``ForecastError/tooFewErrors(_:needed:coverage:)`` with fewer errors than coverage/(1 − coverage), 19
  ///   for 95 %: the interval would be infinite.
  ///
  /// Source: V. Vovk, A. Gammerman and G. Shafer, *Algorithmic Learning in a Random World*, Springer 2005; it assumes that
  /// errors are exchangeable, which holds only approximately for neighbouring origins.
  public func conformalFactor(
    _ method: BacktestMethod, horizon: Int, coverage: Double
  ) throws(ForecastError) -> Double {
    let errors = (row(method, horizon: horizon)?.points ?? []).map { Double.sqrt($0.squaredLogError) }.sorted()
    // Cannot trap: at least 1 error, at most 10⁹, also for a coverage of 1 or NaN.
    let needed = Int(min(1e9, max(1, (coverage / (1 - coverage) - 1e-9).rounded(.up))))
    guard errors.count >= needed else { throw .tooFewErrors(errors.count, needed: needed, coverage: coverage) }
    // Cannot trap: from 1 to the number of errors.
    let rank = Int(min(Double(errors.count), max(1, (Double(errors.count + 1) * coverage - 1e-9).rounded(.up))))
    return .exp(errors[rank - 1])
  }
}
