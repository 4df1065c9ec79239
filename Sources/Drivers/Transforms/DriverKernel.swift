import RealModule
import Sampling
import Series

/// A driver behind its history, ready for many possible futures of its raw column.
///
/// What the history leaves behind (the state of a carryover, the last values of lags) is worked out once; each future is
/// then O(months), in place, eight draws at a time.
public struct DriverKernel: Sendable {
  private enum Step: Sendable {
    case log
    case log1p
    case threshold(Double)
    /// The inner values of the last months, the oldest first.
    case lag([Double])
    /// The inner value of the last month.
    case change(Double)
    /// z of the last month for the decay λ₀, and its slope in λ.
    case carryover(decay: Double, state: Double, slope: Double, isUnknown: Bool)
  }

  /// The first month of the futures.
  public let first: Month
  private let steps: [Step]
  /// T(x_ref).
  private let offset: Double
  /// The weights of distributed lags by column and lag, and the inner values of the last months.
  private let lag: DistributedLag?
  private let tail: [Double]

  /// The kernel of a driver.
  ///
  /// - Parameters:
  ///   - driver: the driver; it has a raw column.
  ///   - history: the raw column up to the month before `first`.
  ///   - first: the first month of the futures.
  ///   - historyEnd: the month behind the fit, beyond which nothing decides where a carryover starts.
  ///   - reference: x_ref.
  ///   - decay: λ₀ of the carryover whose decay is not stated; nil where all are.
  ///   - variesDecay: whether a decay other than λ₀ can be asked for, also that of a carryover whose decay is stated.
  /// - Throws: ``DriverError`` when a value that is needed of the history is not known or outside the domain of a logarithm.
  public init(
    _ driver: DriverSpecification, history: MonthlyColumn, first: Month, historyEnd: Month, reference: Double,
    decay: Double?, variesDecay: Bool = false
  ) throws(DriverError) {
    let filled = driver.missing.filled(history, until: first)
    let start = min(filled.first, first)
    let count = start.distance(to: first)
    let fit = max(1, start.distance(to: min(historyEnd, first)))
    func values(_ expression: DriverExpression, _ decay: Double?) throws(DriverError) -> [Double?] {
      let known = decay.map { expression.with(decay: $0) } ?? expression
      return try driver.evaluate(known, filled, start: start, count: count, history: fit)
    }
    func last(_ count: Int, of expression: DriverExpression) throws(DriverError) -> [Double] {
      let all = try values(expression, decay)
      var result: [Double] = []
      for back in stride(from: count, to: 0, by: -1) {
        guard all.count >= back, let value = all[all.count - back] else {
          throw driver.unknown(filled, max(0, all.count - back), start)
        }
        result.append(value)
      }
      return result
    }
    var expression = driver.expression
    var lag: DistributedLag?
    var tail: [Double] = []
    if case .distributedLag(let inner, let distributed) = expression {
      lag = distributed
      tail = try last(distributed.lags.upperBound, of: inner)
      expression = inner
    }
    var steps: [Step] = []
    while true {
      switch expression {
      case .log(let inner):
        steps.append(.log)
        expression = inner
      case .log1p(let inner):
        steps.append(.log1p)
        expression = inner
      case .threshold(let inner, let level):
        steps.append(.threshold(level))
        expression = inner
      case .lag(let inner, let months):
        steps.append(.lag(try last(months, of: inner)))
        expression = inner
      case .change(let inner):
        steps.append(.change(try last(1, of: inner)[0]))
        expression = inner
      case .carryover(let inner, let stated):
        let value = stated ?? decay ?? 0
        let isUnknown = variesDecay && (stated == nil || !driver.expression.hasFittedDecay)
        func state(_ lambda: Double) throws(DriverError) -> Double {
          // Without a history the carryover stands where its reference level takes it.
          guard count > 0 else { return inner.steadyState(at: reference) }
          let all = try values(.carryover(inner, decay: lambda), decay)
          guard let last = all.last ?? nil else { throw driver.unknown(filled, count - 1, start) }
          return last
        }
        let centre = try state(value)
        var slope = 0.0
        if isUnknown {
          let step = min(1e-4, (1 - value) / 2)
          let below = max(0, value - step)
          slope = try (state(value + step) - state(below)) / (value + step - below)
        }
        steps.append(.carryover(decay: value, state: centre, slope: slope, isUnknown: isUnknown))
        expression = inner
      case .column:
        self.first = first
        self.steps = steps.reversed()
        self.lag = lag
        self.tail = tail
        offset = driver.expression.steadyState(at: reference)
        guard offset.isFinite else { throw .referenceOutsideDomain(driver: driver.name, level: reference) }
        return
      case .distributedLag, .step, .pulse: preconditionFailure("a kernel needs a raw column")
      }
    }
  }

  /// The columns of the driver in a design, z = T(x) − T(x_ref) or its distributed lags.
  ///
  /// - Parameters:
  ///   - raw: x from ``first`` on, a value a month.
  ///   - decay: λ of each draw where it is unknown; nil for λ₀.
  /// - Returns: one column a coefficient, of the months of `raw`; not finite outside the domain of a logarithm.
  public func columns(of raw: consuming [Lanes], decay: Lanes? = nil) -> [[Lanes]] {
    transform(&raw, decay)
    let values = raw
    guard let lag else { return [values] }
    let weights = lag.weights
    return (0..<lag.columnCount).map { column in
      values.indices.map { month in
        var sum = Lanes(repeating: 0)
        for (index, back) in lag.lags.enumerated() {
          let value = month >= back ? values[month - back] : Lanes(repeating: tail[tail.count + month - back])
          sum += weights[index][column] * (value - offset)
        }
        return sum
      }
    }
  }

  /// T(x) − T(x_ref) in the place of x; T(x) alone where distributed lags follow.
  private func transform(_ values: inout [Lanes], _ decay: Lanes?) {
    for step in steps {
      switch step {
      case .log: for index in values.indices { values[index] = .log(values[index]) }
      case .log1p: for index in values.indices { values[index] = .log(onePlus: values[index]) }
      case .threshold(let level):
        for index in values.indices {
          values[index] = (values[index] - level).replacing(with: 0, where: values[index] .< level)
        }
      case .lag(let tail):
        if tail.isEmpty { continue }
        for index in values.indices.reversed() {
          values[index] =
            index >= tail.count ? values[index - tail.count] : Lanes(repeating: tail[index])
        }
      case .change(let last):
        for index in values.indices.reversed() {
          values[index] -= index > 0 ? values[index - 1] : Lanes(repeating: last)
        }
      case .carryover(let known, let state, let slope, let isUnknown):
        var state = Lanes(repeating: state)
        var lambda = Lanes(repeating: known)
        if isUnknown, let decay {
          lambda = decay
          state += (decay - known) * slope
        }
        let fresh = 1 - lambda
        for index in values.indices {
          state = lambda * state + fresh * values[index]
          values[index] = state
        }
      }
    }
    if lag == nil { for index in values.indices { values[index] -= offset } }
  }
}
