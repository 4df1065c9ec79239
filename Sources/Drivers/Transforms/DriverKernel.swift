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
    /// The first known value of ``DriverKernel/past``, and the state before it.
    let start: Int
    let before: [Lanes]
    /// Whether draws may vary its number.
    let varies: Bool
  }

  /// A transform applied to the history.
  private struct Applied {
    let transform: any DriverTransform
    /// What it was applied to, and what it gave; their level if there is no history.
    let inner: [Double]
    let values: [Double]
    let level: Double
    /// The states before and after the history.
    let before: [Double]
    let memory: [Double]
    let varies: Bool

    /// What futures need, for a past that begins with a month of the history.
    func stage(from month: Int) -> Stage {
      let start = inner.firstIndex { !$0.isNaN } ?? inner.count
      let before =
        start >= month
        ? before
        : transform.memory(
          of: [Double](inner.prefix(month)), giving: [Double](values.prefix(month)), steadyState: level)
      return Stage(
        transform: transform, memory: memory.map { Lanes(repeating: $0) }, start: max(0, start - month),
        before: before.map { Lanes(repeating: $0) }, varies: varies)
    }
  }

  /// The first month of the futures.
  public let first: Month
  private let stages: [Stage]
  /// The first stage whose number draws may vary, and its input before ``first``: from the month on in which it first
  /// differs from the stage's state, so that the state depends on the number.
  private let varying: Int
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
  ///   - history: the raw column; what it says of `first` and later affects no more than the initial value of a carryover.
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
    let end = max(first, min(historyEnd, history.months.upperBound))
    let filled = driver.missing.filled(history, until: end)
    let start = min(filled.first, first)
    let count = start.distance(to: first)
    let fitted = max(1, start.distance(to: min(historyEnd, end)))
    func known(_ memory: [Double]) throws(DriverError) -> [Double] {
      for (index, value) in memory.enumerated() where value.isNaN {
        throw driver.unknown(filled, max(0, count - (memory.count - index)), start)
      }
      return memory
    }
    var values = DriverSpecification.rawValues(filled, start, start.distance(to: end))
    var level = reference
    var applied: [Applied] = []
    for (transform, stated) in zip(expression.transforms, driver.expression.transforms) {
      let all = values
      let before: [Double]
      do {
        before = try DriverExpression.apply(transform, to: &values, historyEnd: fitted, isEvent: false)
      } catch {
        throw driver.outside(error, filled, start)
      }
      level = transform.steadyState(at: level)
      let (inner, outer) = ([Double](all.prefix(count)), [Double](values.prefix(count)))
      let memory = try known(transform.memory(of: inner, giving: outer, steadyState: level))
      let varies =
        variesDecay && transform.parameter != .none
        && (stated.parameter == .fitted || !driver.expression.hasFittedDecay)
      applied.append(
        Applied(
          transform: transform, inner: inner, values: outer, level: level, before: before, memory: memory,
          varies: varies))
    }
    // An average stays where it is, whatever its decay, while its input equals it: 11 years at the reference level, for
    // example, need not be repeated for every draw.
    let settled =
      applied.filter(\.varies).map { stage in
        stage.inner.firstIndex { !$0.isNaN && $0 != stage.before[0] } ?? count
      }.min() ?? count
    varying = applied.firstIndex(where: \.varies) ?? applied.count
    past = varying < applied.count ? applied[varying].inner.dropFirst(settled).map { Lanes(repeating: $0) } : []
    stages = applied.map { $0.stage(from: settled) }
    lag = expression.distributedLag
    let last = [Double](values.prefix(count))
    tail = try known(
      Lag(months: lag?.lags.upperBound ?? 0).memory(of: last, giving: last, steadyState: level))
    self.first = first
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
    for (index, stage) in stages.enumerated() where decay == nil || index < varying {
      stage.transform.apply(toDraws: &raw, after: stage.memory, parameter: nil)
    }
    guard let decay else { return lagged(raw, from: 0) }
    if !past.isEmpty { raw.insert(contentsOf: past, at: 0) }
    for stage in stages[varying...] {
      stage.transform.apply(to: &raw, from: stage.start, after: stage.before, parameter: stage.varies ? decay : nil)
    }
    return lagged(raw, from: past.count)
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
