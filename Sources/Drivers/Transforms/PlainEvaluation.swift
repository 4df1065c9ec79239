import RealModule
import Series

extension DriverSpecification {
  /// Whether ``replace(_:first:historyEnd:reference:)`` can evaluate the driver: no rule for missing values, no distributed
  /// lags, no decay to be estimated.
  public var isPlain: Bool { missing == .error && distributedLag == nil && !expression.hasFittedDecay }

  /// The driver in the place of its raw values, z = T(x) − T(x_ref), as ``values(of:in:reference:historyEnd:)`` has it,
  /// without allocation.
  ///
  /// - Parameters:
  ///   - values: a raw value a month, not a number where it is unknown; becomes z, not a number where that is unknown.
  ///   - first: the month of the first value.
  ///   - historyEnd: the number of months beyond which nothing decides where a carryover starts.
  ///   - reference: x_ref.
  /// - Returns: false where a value is outside the domain of a logarithm.
  public func replace(_ values: inout [Double], first: Month, historyEnd: Int, reference: Double) -> Bool {
    let offset = expression.steadyState(at: reference)
    guard offset.isFinite, expression.replace(&values, first: first, historyEnd: historyEnd) else { return false }
    for index in values.indices { values[index] -= offset }
    return true
  }
}

extension DriverExpression {
  fileprivate func replace(_ values: inout [Double], first: Month, historyEnd: Int) -> Bool {
    switch self {
    case .column: return true
    case .log(let inner), .log1p(let inner):
      guard inner.replace(&values, first: first, historyEnd: historyEnd) else { return false }
      let isLog = if case .log = self { true } else { false }
      for index in values.indices {
        if values[index] <= (isLog ? 0 : -1) { return false }
        values[index] = isLog ? .log(values[index]) : .log(onePlus: values[index])
      }
    case .lag(let inner, let months):
      guard inner.replace(&values, first: first, historyEnd: historyEnd) else { return false }
      for index in values.indices.reversed() { values[index] = index >= months ? values[index - months] : .nan }
    case .change(let inner):
      guard inner.replace(&values, first: first, historyEnd: historyEnd) else { return false }
      for index in values.indices.reversed() { values[index] = index > 0 ? values[index] - values[index - 1] : .nan }
    case .threshold(let inner, let level):
      guard inner.replace(&values, first: first, historyEnd: historyEnd) else { return false }
      for index in values.indices where !values[index].isNaN { values[index] = max(0, values[index] - level) }
    case .carryover(let inner, let decay):
      // A carryover of an event begins with the event, perhaps before the first month.
      guard let decay, inner.column != nil, inner.replace(&values, first: first, historyEnd: historyEnd) else {
        return false
      }
      var (sum, count) = (0.0, 0)
      for value in values.prefix(historyEnd) where !value.isNaN && count < DriverSpecification.referenceMonths {
        sum += value
        count += 1
      }
      var state = count > 0 ? sum / Double(count) : .nan
      var begun = false
      for index in values.indices {
        if values[index].isNaN, !begun { continue }
        begun = true
        state = decay * state + (1 - decay) * values[index]
        values[index] = state
      }
    case .step(let month): for index in values.indices { values[index] = first.advanced(by: index) >= month ? 1 : 0 }
    case .pulse(let month): for index in values.indices { values[index] = first.advanced(by: index) == month ? 1 : 0 }
    case .distributedLag: return false
    }
    return true
  }
}
