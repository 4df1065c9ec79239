import Sampling
import Series

/// A driver after its history, ready for many possible futures of its raw column.
///
/// The state after the history (of a carryover, of lags) is computed once; each future then takes
/// O(months), in place, eight draws at a time.
public struct DriverKernel: Sendable {
  /// A transform, and what it needs from the history.
  private struct Stage: Sendable {
    let transform: any DriverTransform
    /// The state after the history.
    let memory: [Lanes]
    /// The first known value, and the state before it.
    let start: Int
    let before: [Lanes]
    /// Whether draws may vary its number.
    let varies: Bool
  }

  /// The first month of the futures.
  public let first: Month
  private let stages: [Stage]
  /// The raw column before ``first``, where draws may vary a number on which the state after it depends; else empty.
  private let past: [Lanes]
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
  ///   - historyEnd: the month after the fit; months from it on do not affect the initial value of a carryover.
  ///   - reference: x_ref.
  ///   - decay: λ₀ of the carryover whose decay is not stated; nil where all are.
  ///   - variesDecay: whether a decay other than λ₀ can be requested, even for a carryover whose decay is stated.
  /// - Throws: ``DriverError`` when a value needed from the history is unknown or outside the domain of a transform.
  public init(
    _ driver: DriverSpecification, history: MonthlyColumn, first: Month, historyEnd: Month, reference: Double,
    decay: Double?, variesDecay: Bool = false
  ) throws(DriverError) {
    // Cannot trap: scenarios make kernels of columns only, not of events.
    precondition(driver.expression.column != nil, "a kernel needs a raw column")
    let expression = driver.expression.with(decay: decay ?? 0)
    let filled = driver.missing.filled(history, until: first)
    let start = min(filled.first, first)
    let count = start.distance(to: first)
    let fitted = max(1, start.distance(to: min(historyEnd, first)))
    func known(_ memory: [Double]) throws(DriverError) -> [Double] {
      for (index, value) in memory.enumerated() where value.isNaN {
        throw driver.unknown(filled, max(0, count - (memory.count - index)), start)
      }
      return memory
    }
    let raw = DriverSpecification.rawValues(filled, start, count)
    var values = raw
    var level = reference
    var stages: [Stage] = []
    for (transform, stated) in zip(expression.transforms, driver.expression.transforms) {
      let inner = values
      let before: [Double]
      do {
        before = try DriverExpression.apply(transform, to: &values, historyEnd: fitted, isEvent: false)
      } catch {
        throw driver.outside(error, filled, start)
      }
      level = transform.steadyState(at: level)
      let memory = try known(transform.memory(of: inner, giving: values, steadyState: level))
      let varies =
        variesDecay && transform.parameter != .none
        && (stated.parameter == .fitted || !driver.expression.hasFittedDecay)
      stages.append(
        Stage(
          transform: transform, memory: memory.map { Lanes(repeating: $0) },
          start: inner.firstIndex { !$0.isNaN } ?? inner.count, before: before.map { Lanes(repeating: $0) },
          varies: varies))
    }
    past = stages.contains(where: \.varies) ? raw.map { Lanes(repeating: $0) } : []
    lag = expression.distributedLag
    tail = try known(
      Lag(months: lag?.lags.upperBound ?? 0).memory(of: values, giving: values, steadyState: level))
    self.first = first
    self.stages = stages
    offset = driver.expression.steadyState(at: reference)
    guard offset.isFinite else { throw .referenceOutsideDomain(driver: driver.name, level: reference) }
  }

  /// The columns of the driver in a design, z = T(x) − T(x_ref) or its distributed lags.
  ///
  /// - Parameters:
  ///   - raw: x from ``first`` on, one value per month.
  ///   - decay: λ of each draw where it is unknown; nil for λ₀.
  /// - Returns: one column per coefficient, for the months of `raw`; not finite outside the domain of a transform.
  /// - Complexity: O(columns · months); times the number of lags for a polynomial. Other decays take the months of the history too.
  public func columns(of raw: consuming [Lanes], decay: Lanes? = nil) -> [[Lanes]] {
    if let decay, !past.isEmpty {
      var values = past + raw
      for stage in stages {
        stage.transform.apply(
          to: &values, from: stage.start, after: stage.before, parameter: stage.varies ? decay : nil)
      }
      return lagged(values, from: past.count)
    }
    for stage in stages { stage.transform.apply(toDraws: &raw, after: stage.memory, parameter: nil) }
    return lagged(raw, from: 0)
  }

  /// T(x) − T(x_ref) or its distributed lags in the months from `first` on.
  private func lagged(_ values: consuming [Lanes], from first: Int) -> [[Lanes]] {
    let values = values
    let months = first..<values.count
    guard let lag else { return [months.map { values[$0] - offset }] }
    func value(_ month: Int, _ back: Int) -> Lanes {
      month >= back ? values[month - back] : Lanes(repeating: tail[tail.count + month - back])
    }
    if !lag.isPolynomial {
      return lag.lags.map { back in months.map { value($0, back) - offset } }
    }
    let weights = lag.weights
    return (0..<lag.columnCount).map { column in
      months.map { month in
        var sum = Lanes(repeating: 0)
        for (index, back) in lag.lags.enumerated() {
          sum += weights[index][column] * (value(month, back) - offset)
        }
        return sum
      }
    }
  }
}
