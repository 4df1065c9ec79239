import ChurnModels
import Drivers
import Forecasting
import SeriesIO

/// The first pass over a panel whose effects are pooled: fits every series, and keeps sums of small matrices.
struct BatchPool {
  private let options: BatchOptions

  init(_ options: BatchOptions) { self.options = options }

  /// The distribution of the effects among all series.
  ///
  /// - Returns: the pool; the same on any number of threads.
  /// - Throws: ``BatchError/notPooled(_:)`` where the model has no effects of the same kind for all series, or too few series have
  ///   estimates; errors of the panel.
  func fit() throws -> FittedPool {
    guard let model = options.forecasts.model as? NetGrowth, !model.specification.drivers.isEmpty,
      model.specification.drivers.allSatisfy({ $0.distributedLag == nil }),
      model.specification.drivers.count <= Self.mostEffects
    else {
      throw BatchError.notPooled("pooling needs a model of net growth with 1 to 8 drivers without distributed lags.")
    }
    let reader = try PanelReader(
      InputFile(path: options.panel), options.columns(mau: options.mauColumn, drivers: model.inputColumns),
      sorted: options.isSorted, observe: nil, remark: { _ in })
    let layout = try PanelLayout(reader, month: options.month, mau: options.mauColumn, drivers: model.inputColumns)
    let job = BatchJob(options: options, layout: layout, futureLayout: nil, isPoolPass: true)
    var sums = PoolSums()
    try Pipeline(job: job, jobs: options.jobs).run(BatchReader(reader, futures: nil, done: 0)) { _, output in
      try sums.merge(output.effects)
    }
    do {
      return try sums.fit()
    } catch {
      throw BatchError.notPooled("\(error)")
    }
  }

  /// The most effects of a pool.
  private static let mostEffects = 8
}
