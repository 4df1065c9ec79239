import Batch
import ChurnModels
import Parallel
import Series
import SeriesIO

/// The first pass over a panel whose effects are pooled.
enum PanelPool {
  /// The series of one sum: the same on any number of threads.
  private static let pieceSize = 128

  /// The sums of the effects of the series of a table, as a text for ``fit(_:_:)``.
  ///
  /// - Parameters:
  ///   - text: the request.
  ///   - table: the table.
  /// - Returns: JSON in one line.
  /// - Throws: errors of the request and of the table; `BatchError` where the model has no effects to pool.
  static func sums(_ text: String, _ table: ArrowReader) throws -> String {
    let request = try RequestCache.request(text)
    _ = try request.panelOptions.pooledDrivers()
    let forecaster = PanelForecaster(request.panelOptions, mau: request.target)
    var groups = try SeriesGroups(
      table,
      TableLayout(id: request.panelID, time: request.time, target: request.target, drivers: forecaster.columns),
      isGrouped: request.isGrouped)
    var all = PoolSums()
    while case let series = try groups.next(16 * pieceSize), !series.isEmpty {
      let pieces = (series.count + pieceSize - 1) / pieceSize
      for sums in Workers.map(
        pieces, threads: request.threads,
        { piece in
          sum(series[(piece * pieceSize)..<min(series.count, (piece + 1) * pieceSize)], forecaster)
        })
      {
        try all.merge(sums)
      }
    }
    return try PoolText.text(of: all)
  }

  /// The sums of some series; those without estimates are left out.
  private static func sum(_ series: ArraySlice<TableSeries>, _ forecaster: PanelForecaster) -> PoolSums {
    var forecaster = forecaster
    let names = (mau: forecaster.mau, drivers: forecaster.columns)
    var sums = PoolSums()
    for one in series {
      guard one.failure == nil, let name = one.name else { continue }
      let estimate = forecaster.estimate(.init(SeriesIdentity(name: name), one.rows)) {
        let (mau, drivers) = one.rows.columns(names)
        return MonthlyTable(mau: mau, drivers: drivers)
      }
      if let estimate { try? sums.add(estimate) }
    }
    return sums
  }

  /// The pool of the sums of several tables, as JSON of `pool`, for a request, and `effects`.
  static func fit(_ text: String, _ sums: String) throws -> String {
    do {
      return try PoolText.fit(sums, RequestCache.request(text).panelOptions)
    } catch is DecodingError {
      throw InterfaceError.badRequest("the sums of effects are not those of `cf_pool_sums`")
    }
  }
}
