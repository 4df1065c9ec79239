import Series

extension DriverSpecification {
  /// The number of months whose mean is the default reference level and the initial value of a carryover.
  public static let referenceMonths = 12

  /// The raw level from which the driver is measured.
  ///
  /// - Parameters:
  ///   - raw: the raw column; nil for a step or a pulse.
  ///   - start: the first month of the fit.
  /// - Returns: the stated reference, or the mean of the first 12 figures from `start` on, blank months among them where they count
  ///   as 0; 0 if there is none.
  public func referenceLevel(of raw: MonthlyColumn?, from start: Month) -> Double {
    if let reference { return reference }
    guard let raw else { return 0 }
    let figures = missing == .zero ? Array(raw.months) : raw.observedMonths
    let known = figures.filter { $0 >= start }.prefix(Self.referenceMonths).map { raw[$0] ?? 0 }
    return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
  }

  /// The columns of the driver in a design: one, or those of its distributed lags.
  ///
  /// - Parameters:
  ///   - raw: the raw column, with its history before the range; nil for a step or a pulse.
  ///   - months: the requested months.
  ///   - reference: x_ref.
  ///   - historyEnd: the month after the fit; months from it on do not affect the initial value of a carryover.
  ///   - decay: λ, where the fit estimates it.
  /// - Returns: ``columnCount`` columns of one value per month.
  /// - Throws: as ``values(of:in:reference:historyEnd:)``.
  public func columns(
    of raw: MonthlyColumn?, in months: Range<Month>, reference: Double, historyEnd: Month, decay: Double? = nil
  ) throws(DriverError) -> [[Double]] {
    var driver = self
    if let decay { driver = DriverSpecification(copying: self, expression: expression.with(decay: decay)) }
    guard let lag = expression.distributedLag else {
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
  /// - Parameters:
  ///   - raw: the raw column, with its history before the range; nil for a step or a pulse.
  ///   - months: the requested months.
  ///   - reference: x_ref.
  ///   - historyEnd: the month after the fit; months from it on do not affect the initial value of a carryover.
  /// - Returns: one value per month.
  /// - Throws: ``DriverError/unknownValue(driver:_:month:noRow:)`` for the first month whose value is not known;
  ///   errors for values outside the domain of a transform.
  /// - Complexity: O(months of the raw column).
  public func values(
    of raw: MonthlyColumn?, in months: Range<Month>, reference: Double, historyEnd: Month
  ) throws(DriverError) -> [Double] {
    let filled = raw.map { missing.filled($0, until: months.upperBound) }
    let start = min(filled?.first ?? expression.eventMonth ?? months.lowerBound, months.lowerBound)
    var values = Self.rawValues(filled, start, start.distance(to: months.upperBound))
    do {
      try expression.evaluate(&values, first: start, historyEnd: max(1, start.distance(to: historyEnd)))
    } catch {
      throw outside(error, filled, start)
    }
    let offset = expression.steadyState(at: reference)
    guard offset.isFinite else { throw .referenceOutsideDomain(driver: name, level: reference) }
    let wanted = values[start.distance(to: months.lowerBound)...]
    if let gap = wanted.firstIndex(where: \.isNaN) { throw unknown(filled, gap, start) }
    return wanted.map { $0 - offset }
  }

  /// Whether ``replace(_:first:historyEnd:reference:)`` can evaluate the driver: no rule for missing values, no distributed
  /// lags, no decay to be estimated, and no transform of an event, which would begin with the event.
  public var isPlain: Bool {
    missing == .error && distributedLag == nil && !expression.hasFittedDecay
      && (expression.column != nil || expression.transforms.isEmpty)
  }

  /// Replaces raw values by the driver, z = T(x) − T(x_ref), as in ``values(of:in:reference:historyEnd:)``,
  /// without a table.
  ///
  /// - Parameters:
  ///   - values: one raw value per month, NaN where it is unknown; replaced by z, NaN where that is unknown.
  ///   - first: the month of the first value.
  ///   - historyEnd: the number of months from the start that may determine the initial value of a carryover.
  ///   - reference: x_ref.
  /// - Returns: false where a value is outside the domain of a transform.
  public func replace(_ values: inout [Double], first: Month, historyEnd: Int, reference: Double) -> Bool {
    let offset = expression.steadyState(at: reference)
    guard offset.isFinite else { return false }
    do {
      try expression.evaluate(&values, first: first, historyEnd: historyEnd)
    } catch {
      return false
    }
    for index in values.indices { values[index] -= offset }
    return true
  }

  /// The raw values from a month on, NaN where they are unknown.
  static func rawValues(_ raw: MonthlyColumn?, _ start: Month, _ count: Int) -> [Double] {
    (0..<count).map { raw?[start.advanced(by: $0)] ?? .nan }
  }

  /// The error that names the raw cell whose absence makes the value at `index` unknown.
  func unknown(_ raw: MonthlyColumn?, _ index: Int, _ start: Month) -> DriverError {
    let month = expression.cause(start.advanced(by: index), raw)
    let place = raw?.place(of: month) ?? CellPlace(file: "data", line: nil, column: expression.column ?? name)
    // The month of z, and the raw month that it needs.
    let needed = start.advanced(by: index)
    var use: DriverError.UsableMonths?
    if let known = raw?.observedMonths, let first = known.first, let last = known.last {
      if month < first {
        use = .from(needed.advanced(by: month.distance(to: first) - 1), begins: first)
      } else if month > last {
        use = .to(needed.advanced(by: month.distance(to: last)), ends: last)
      }
    }
    return .unknownValue(driver: name, place, month: month, noRow: place.line == nil, use: use)
  }

  /// The error that names the raw cell whose value is outside the domain of a transform.
  func outside(_ error: DriverExpression.OutsideDomain, _ raw: MonthlyColumn?, _ start: Month) -> DriverError {
    let place =
      raw?.place(of: start.advanced(by: error.index)) ?? CellPlace(file: "data", line: nil, column: name)
    return .outsideDomain(
      driver: name, place, value: error.value, function: error.function, domain: error.domain)
  }
}
