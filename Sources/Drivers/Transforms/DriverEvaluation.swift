import RealModule
import Series

extension DriverSpecification {
  /// The months whose mean is the default reference level and the start of a carryover.
  public static let referenceMonths = 12

  /// The raw level from which the driver is measured.
  ///
  /// - Parameters:
  ///   - raw: the raw column; nil for a step or a pulse.
  ///   - start: the first month of the fit.
  /// - Returns: the stated reference, or the mean of the first 12 known months from `start` on, or 0 if none is known.
  public func referenceLevel(of raw: MonthlyColumn?, from start: Month) -> Double {
    if let reference { return reference }
    guard let raw else { return 0 }
    let known = raw.observedMonths.filter { $0 >= start }.prefix(Self.referenceMonths).compactMap { raw[$0] }
    return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
  }

  /// The columns of the driver in a design: one, or those of its distributed lags.
  ///
  /// - Parameters:
  ///   - raw: the raw column, with its history before the range; nil for a step or a pulse.
  ///   - months: the months wanted.
  ///   - reference: x_ref.
  ///   - historyEnd: the month behind the fit, beyond which nothing decides where a carryover starts.
  ///   - decay: λ, where the fit estimates it.
  /// - Returns: ``columnCount`` columns of a value a month.
  /// - Throws: as ``values(of:in:reference:historyEnd:)``.
  public func columns(
    of raw: MonthlyColumn?, in months: Range<Month>, reference: Double, historyEnd: Month, decay: Double? = nil
  ) throws(DriverError) -> [[Double]] {
    var driver = self
    if let decay { driver = DriverSpecification(copying: self, expression: expression.with(decay: decay)) }
    guard case .distributedLag(_, let lag) = expression else {
      return [try driver.values(of: raw, in: months, reference: reference, historyEnd: historyEnd)]
    }
    let longest = lag.lags.upperBound
    let values = try driver.values(
      of: raw, in: months.lowerBound.advanced(by: -longest)..<months.upperBound, reference: reference,
      historyEnd: historyEnd)
    let weights = lag.weights
    return (0..<lag.columnCount).map { column in
      (0..<months.count).map { month in
        var sum = 0.0
        for (index, back) in lag.lags.enumerated() { sum += weights[index][column] * values[month + longest - back] }
        return sum
      }
    }
  }

  /// The driver, z = T(x) − T(x_ref), in a range of months.
  ///
  /// A carryover starts before the first raw value as if the driver had always stood at the mean of its first 12 values
  /// (those of the history, where there are fewer); that of a step or pulse starts at 0, before it happens.
  ///
  /// - Parameters:
  ///   - raw: the raw column, with its history before the range; nil for a step or a pulse.
  ///   - months: the months wanted.
  ///   - reference: x_ref.
  ///   - historyEnd: the month behind the fit, beyond which nothing decides where a carryover starts.
  /// - Returns: a value a month.
  /// - Throws: ``DriverError/unknownValue(driver:_:month:noRow:)`` for the first month whose value is not known;
  ///   errors for values outside the domain of a logarithm.
  /// - Complexity: O(months of the raw column).
  public func values(
    of raw: MonthlyColumn?, in months: Range<Month>, reference: Double, historyEnd: Month
  ) throws(DriverError) -> [Double] {
    let offset = expression.steadyState(at: reference)
    let filled = raw.map { missing.filled($0, until: months.upperBound) }
    let start = min(filled?.first ?? expression.eventMonth ?? months.lowerBound, months.lowerBound)
    let evaluated = try evaluate(
      expression, filled, start: start, count: start.distance(to: months.upperBound),
      history: max(1, start.distance(to: historyEnd)))
    guard offset.isFinite else { throw .referenceOutsideDomain(driver: name, level: reference) }
    var result: [Double] = []
    result.reserveCapacity(months.count)
    for index in start.distance(to: months.lowerBound)..<start.distance(to: months.upperBound) {
      guard let value = evaluated[index] else { throw unknown(filled, index, start) }
      result.append(value - offset)
    }
    return result
  }

  func evaluate(
    _ expression: DriverExpression, _ raw: MonthlyColumn?, start: Month, count: Int, history: Int
  ) throws(DriverError) -> [Double?] {
    switch expression {
    case .column: return (0..<count).map { raw?[start.advanced(by: $0)] }
    case .log(let inner), .log1p(let inner):
      let isLog = if case .log = expression { true } else { false }
      var values = try evaluate(inner, raw, start: start, count: count, history: history)
      for index in values.indices {
        guard let value = values[index] else { continue }
        guard value > (isLog ? 0 : -1) else {
          let place = raw?.place(of: start.advanced(by: index)) ?? CellPlace(file: "data", line: nil, column: name)
          throw .outsideDomain(driver: name, place, value: value, function: isLog ? "log" : "log1p")
        }
        values[index] = isLog ? .log(value) : .log(onePlus: value)
      }
      return values
    case .lag(let inner, let lag):
      let values = try evaluate(inner, raw, start: start, count: count, history: history)
      return (0..<count).map { $0 >= lag ? values[$0 - lag] : nil }
    case .carryover(let inner, let decay):
      guard let decay else { preconditionFailure("a decay is set before a driver is evaluated") }
      let values = try evaluate(inner, raw, start: start, count: count, history: history)
      let first = values.prefix(history).compactMap { $0 }.prefix(Self.referenceMonths)
      var state: Double? =
        inner.column == nil ? 0 : first.isEmpty ? nil : first.reduce(0, +) / Double(first.count)
      var begun = false
      return values.map { value in
        if value == nil, !begun { return nil }
        begun = true
        state = value.flatMap { value in state.map { decay * $0 + (1 - decay) * value } }
        return state
      }
    case .change(let inner):
      let values = try evaluate(inner, raw, start: start, count: count, history: history)
      return (0..<count).map { index in
        guard index > 0, let value = values[index], let before = values[index - 1] else { return nil }
        return value - before
      }
    case .threshold(let inner, let level):
      return try evaluate(inner, raw, start: start, count: count, history: history).map {
        $0.map { max(0, $0 - level) }
      }
    case .distributedLag(let inner, _):
      return try evaluate(inner, raw, start: start, count: count, history: history)
    case .step(let month): return (0..<count).map { start.advanced(by: $0) >= month ? 1 : 0 }
    case .pulse(let month): return (0..<count).map { start.advanced(by: $0) == month ? 1 : 0 }
    }
  }

  /// The error that names the raw cell for want of which the value at `index` is unknown.
  func unknown(_ raw: MonthlyColumn?, _ index: Int, _ start: Month) -> DriverError {
    let month = cause(expression, raw, start.advanced(by: index))
    let place = raw?.place(of: month) ?? CellPlace(file: "data", line: nil, column: expression.column ?? name)
    return .unknownValue(driver: name, place, month: month, noRow: place.line == nil)
  }

  private func cause(_ expression: DriverExpression, _ raw: MonthlyColumn?, _ month: Month) -> Month {
    switch expression {
    case .column, .step, .pulse: return month
    case .log(let inner), .log1p(let inner), .threshold(let inner, _), .distributedLag(let inner, _):
      return cause(inner, raw, month)
    case .change(let inner):
      return raw?[month] == nil ? cause(inner, raw, month) : cause(inner, raw, month.advanced(by: -1))
    case .lag(let inner, let lag): return cause(inner, raw, month.advanced(by: -lag))
    case .carryover(let inner, _):
      // The first gap behind the first known value stops the recursion.
      guard let raw, let first = raw.observedMonths.first, first <= month else { return cause(inner, raw, month) }
      let gap = (first...month).first { raw[$0] == nil } ?? month
      return gap
    }
  }
}
