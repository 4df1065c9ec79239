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

  private func evaluate(
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
    case .step(let month): return (0..<count).map { start.advanced(by: $0) >= month ? 1 : 0 }
    case .pulse(let month): return (0..<count).map { start.advanced(by: $0) == month ? 1 : 0 }
    }
  }

  /// The error that names the raw cell for want of which the value at `index` is unknown.
  private func unknown(_ raw: MonthlyColumn?, _ index: Int, _ start: Month) -> DriverError {
    let month = cause(expression, raw, start.advanced(by: index))
    let place = raw?.place(of: month) ?? CellPlace(file: "data", line: nil, column: expression.column ?? name)
    return .unknownValue(driver: name, place, month: month, noRow: place.line == nil)
  }

  private func cause(_ expression: DriverExpression, _ raw: MonthlyColumn?, _ month: Month) -> Month {
    switch expression {
    case .column, .step, .pulse: return month
    case .log(let inner), .log1p(let inner): return cause(inner, raw, month)
    case .lag(let inner, let lag): return cause(inner, raw, month.advanced(by: -lag))
    case .carryover(let inner, _):
      // The first gap behind the first known value stops the recursion.
      guard let raw, let first = raw.observedMonths.first, first <= month else { return cause(inner, raw, month) }
      let gap = (first...month).first { raw[$0] == nil } ?? month
      return gap
    }
  }
}
