import ChurnModels
import Drivers
import Forecasting
import SeriesIO

/// The first pass over a panel whose effects are pooled: fits every series, and keeps sums of small matrices.
struct BatchPool {
  private let options: BatchOptions

  init(_ options: BatchOptions) { self.options = options }

  /// The distributions of the effects among the series, of all or of each group.
  ///
  /// - Returns: the pools; the same on any number of threads.
  /// - Throws: ``BatchError/notPooled(_:)`` where the model has no effects of the same kind for all series, or too few series have
  ///   estimates; errors of the panel.
  func fit() throws -> EffectPools {
    _ = try options.forecasts.pooledDrivers()
    let drivers = options.forecasts.model.inputColumns
    let reader = try PanelReader(
      InputFile(path: options.panel), options.columns(mau: options.mauColumn, drivers: drivers),
      sorted: options.isSorted, observe: nil, remark: { _ in })
    let layout = try PanelLayout(
      reader, month: options.month, mau: options.mauColumn, drivers: drivers, group: options.poolColumn)
    let job = BatchJob(options: options, layout: layout, futureLayout: nil, isPoolPass: true)
    var sums: [String: PoolSums] = [:]
    try Pipeline(job: job, jobs: options.jobs).run(BatchReader(reader, futures: nil, done: 0)) { _, output in
      for (group, effects) in output.effects { try sums[group, default: PoolSums()].merge(effects) }
    }
    return try EffectPools(sums, by: options.poolColumn)
  }
}

extension PanelForecaster.Options {
  /// The most effects of a pool.
  private static let mostEffects = 8

  /// The names of the effects that can be pooled.
  ///
  /// - Throws: ``BatchError/notPooled(_:)`` where the model has no effects of the same kind for all series.
  public func pooledDrivers() throws(BatchError) -> [String] {
    guard let model = model as? NetGrowth, !model.specification.drivers.isEmpty,
      model.specification.drivers.allSatisfy({ $0.distributedLag == nil }),
      model.specification.drivers.count <= Self.mostEffects
    else {
      throw .notPooled("pooling needs a model of net growth with 1 to 8 drivers without distributed lags.")
    }
    return model.specification.drivers.map(\.name)
  }
}
