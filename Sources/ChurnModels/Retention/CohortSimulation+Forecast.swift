import LeastSquares
import RealModule
import Sampling
import Series

extension CohortSimulation {
  /// The forecast from drawn paths.
  ///
  /// - Parameters:
  ///   - coverages: the probabilities of the intervals, between 0 and 1.
  ///   - draws: the number of paths, 100 … 100 000.
  /// - Returns: median, intervals and shares of variance by month.
  /// - Throws: ``RetentionError/badCount(_:_:allowed:)``, ``RetentionError/badShare(_:_:)``, or ``RetentionError/notFinite``.
  /// - Complexity: twice the draws times that of ``path(_:)``.
  public func forecast(
    coverages: [Double] = Coverages.usual, draws: Int = 2000
  ) throws(RetentionError) -> CohortForecast {
    try forecast(coverages: coverages, paths: (0..<Self.checked(draws)).map(path))
  }

  /// The forecast of paths that were drawn elsewhere, as on several threads.
  ///
  /// - Parameters:
  ///   - coverages: the probabilities of the intervals, between 0 and 1.
  ///   - paths: those of ``path(_:)`` in the order of their numbers, from 0, at least 100.
  /// - Returns: the same forecast, whoever drew them.
  /// - Throws: as ``forecast(coverages:draws:)`` does.
  public func forecast(coverages: [Double], paths: [CohortPath]) throws(RetentionError) -> CohortForecast {
    for coverage in coverages { try FittedRetention.check(coverage: coverage) }
    let draws = try Self.checked(paths.count)
    guard paths.allSatisfy({ $0.users.count == months && $0.users.allSatisfy(NumberRange.contains) }) else {
      throw .notFinite
    }
    let shares = shares(draws: max(50, draws / 4))
    var result: [CohortForecast.Users] = []
    for month in 0..<months {
      let all = CohortForecast.intervals(paths.map { $0.users[month] }, coverages)
      let existing = CohortForecast.intervals(paths.map { $0.existing[month] }, coverages)
      result.append(
        CohortForecast.Users(
          month: origin?.advanced(by: month + 1), ahead: month + 1, median: all.median, intervals: all.intervals,
          existing: existing.median, existingIntervals: existing.intervals, varianceShares: shares[month]))
    }
    return CohortForecast(
      kind: fit.kind, origin: origin, originUsers: originUsers, acquisition: assumption, draws: draws, seed: seed,
      months: result)
  }

  private static func checked(_ draws: Int) throws(RetentionError) -> Int {
    try FittedRetention.check("draws", draws, 100...100_000)
    return draws
  }

  /// The shares of variance by month, each source varying alone.
  private func shares(draws: Int) -> [[CohortForecast.Share]] {
    let sources: [(CohortForecast.Source, ForecastSources)] = [
      (.parameters, .parameters), (.monthShocks, .shocks), (.losses, .losses), (.acquisition, .acquisition),
    ]
    let variances = sources.map { source in
      let paths = (0..<draws).map { path($0, source.1).users }
      return (0..<months).map { month in
        let mean = paths.reduce(0) { $0 + $1[month] } / Double(draws)
        let variance = paths.reduce(0) { $0 + ($1[month] - mean) * ($1[month] - mean) } / Double(draws)
        // Rounding of sums is no variance.
        return variance > 1e-20 * mean * mean ? variance : 0
      }
    }
    return (0..<months).map { month in
      let total = variances.reduce(0) { $0 + $1[month] }
      return sources.indices.map {
        CohortForecast.Share(source: sources[$0].0, share: total > 0 ? variances[$0][month] / total : 0)
      }
    }
  }

  /// Users in this simulation less users in another one, which differs in drivers or acquisition, draw by draw.
  ///
  /// - Parameters:
  ///   - other: a simulation of the same fit, months and seed, so that draws are common.
  ///   - coverages: the probabilities of the intervals, between 0 and 1.
  ///   - draws: the number of paths, 100 … 100 000.
  /// - Returns: median and intervals of the difference by month ahead.
  /// - Throws: ``RetentionError``.
  public func difference(
    from other: CohortSimulation, coverages: [Double] = Coverages.usual, draws: Int = 2000
  ) throws(RetentionError) -> [(median: Double, intervals: [CohortForecast.Interval])] {
    for coverage in coverages { try FittedRetention.check(coverage: coverage) }
    let pairs = (0..<(try Self.checked(draws))).map { (path($0).users, other.path($0).users) }
    guard pairs.allSatisfy({ ($0.0 + $0.1).allSatisfy(NumberRange.contains) }) else { throw .notFinite }
    return (0..<min(months, other.months)).map { month in
      CohortForecast.intervals(pairs.map { $0.0[month] - $0.1[month] }, coverages)
    }
  }
}

extension FittedRetention {
  /// The forecast of active users as the sum over cohorts; see ``CohortSimulation``.
  ///
  /// - Parameters:
  ///   - months: months ahead, 1 … 1200; without a calendar, periods.
  ///   - acquisition: new users; without a calendar there are none.
  ///   - drivers: values of drivers after the last month of the table.
  ///   - coverages: the probabilities of the intervals, between 0 and 1.
  ///   - draws: the number of paths, 100 … 100 000.
  ///   - seed: of the draws.
  /// - Returns: median, intervals and shares of variance by month.
  /// - Throws: ``RetentionError``.
  public func forecast(
    months: Int, acquisition: CohortAcquisition = .recentMean(), drivers: [MonthlyColumn] = [],
    coverages: [Double] = Coverages.usual, draws: Int = 2000, seed: UInt64 = 1
  ) throws(RetentionError) -> CohortForecast {
    try CohortSimulation(self, months: months, acquisition: acquisition, drivers: drivers, seed: seed)
      .forecast(coverages: coverages, draws: draws)
  }
}
