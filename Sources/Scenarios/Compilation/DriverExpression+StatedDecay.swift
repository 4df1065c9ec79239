import Drivers

extension DriverExpression {
  /// The decay of the outermost carryover that states one; nil for none.
  var statedDecay: Double? {
    switch self {
    case .carryover(let inner, let decay): decay ?? inner.statedDecay
    case .log(let inner), .log1p(let inner), .lag(let inner, _), .change(let inner), .threshold(let inner, _),
      .distributedLag(let inner, _):
      inner.statedDecay
    case .column, .step, .pulse: nil
    }
  }
}
