import ChurnModels
import Forecasting
import Series

/// A model that takes part in a backtest, fitted once from each origin.
struct BacktestCandidate {
  /// A way to forecast it.
  struct Variant {
    let method: BacktestMethod
    /// Whether drivers have their actual values; otherwise they are forecast from what was known.
    let knowsDrivers: Bool
  }

  let model: any Model
  let variants: [Variant]

  init(_ model: any Model, _ methods: (method: BacktestMethod, knowsDrivers: Bool)...) {
    self.model = model
    variants = methods.map { Variant(method: $0.method, knowsDrivers: $0.knowsDrivers) }
  }
}
