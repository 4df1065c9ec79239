import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling
import Series
import SeriesIO

/// Fits and forecasts complete monthly series, one after another in the same storage.
///
/// It does what ``NetGrowth`` and the formula of ``FittedNetGrowth/forecast(months:drivers:options:)`` do for the most common case, many
/// times as fast: a figure every month, independent errors, drivers without estimated decays, so that the fit is one linear
/// least-squares problem and the forecast one recursion. Every other case, and every failure, is left to the general method.
public struct CompleteSeriesFit: Sendable {
  let specification: ModelSpecification
  private let months: Int
  let coverages: [Double]
  let drivers: Int
  let signs: [EffectSign]
  private let parameters: Int
  private let kappa: Int?

  private var solver = LinearSolver()
  private(set) var fit = LinearFit()
  private var design = Matrix(rows: 0, columns: 0)
  private var response: [Double] = []
  private var logs: [Double] = []
  var theta: [Double]
  private var columns: [[Double]]
  var gradient: [Double]
  var factor = Matrix(rows: 0, columns: 0)
  /// The degrees of freedom of σ.
  private(set) var freedom = 0.0
  /// The distribution of the effects among series, from which they borrow; nil for none.
  var pool: FittedPool?
  private(set) var tests: [Double] = []
  /// What the coefficients are of the columns of the design; nil where they are the same.
  private var combinations: Matrix?
  var quantiles: (freedom: Double, own: Double, halves: [Double]) = (0, 0, [])

  /// The first month of the forecast.
  public private(set) var first = Month(ordinal: 0)
  /// By month, the median and then the lower and upper end of every interval, in users.
  public private(set) var values: [Double] = []
  /// By coefficient, in the order of ``coefficientNames``, its estimate, standard error and 95 % interval.
  public internal(set) var coefficients: [Double] = []
  /// The names of the coefficients, all twelve months of a season among them.
  public let coefficientNames: [String]

  /// The number of ``values`` per month.
  public var width: Int { 1 + 2 * coverages.count }

  /// Storage for the series of a panel; nil for a model that needs the general method.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - months: the horizon, at least 1.
  ///   - coverages: the probabilities of the intervals.
  public init?(_ specification: ModelSpecification, months: Int, coverages: [Double]) {
    guard specification.flows == nil, specification.errors == .independent, specification.robust == .none,
      specification.figureError == nil,
      specification.timing.window == 1, specification.baseline == .constant || specification.baseline == .saturating,
      specification.drivers.allSatisfy({ $0.isPlain && $0.prior == nil && $0.error == nil }),
      Set(specification.coefficientNames + ["season Dec"]).count == specification.coefficientNames.count + 1
    else { return nil }
    self.specification = specification
    self.months = months
    self.coverages = coverages
    drivers = specification.driverIndices.lowerBound
    signs = specification.drivers.map(\.sign)
    parameters = specification.coefficientNames.count
    kappa = specification.saturationIndex
    combinations = kappa.map { _ in Matrix(identity: specification.coefficientNames.count) }
    var names = specification.coefficientNames
    if specification.seasonality == .monthly { names.insert("season Dec", at: drivers) }
    coefficientNames = names
    columns = specification.drivers.map { _ in [] }
    gradient = [Double](repeating: 0, count: specification.coefficientNames.count)
    theta = gradient
  }

  /// Fits and forecasts a series.
  ///
  /// - Parameters:
  ///   - start: the month of the first value.
  ///   - mau: one value per month, NaN where there is no figure.
  ///   - raw: the raw column of each driver from the same month on, NaN where it is unknown; what is not known at
  ///     the end is held at the last value. Those of steps and pulses are not read.
  /// - Returns: false where the general method must decide; the results must not be used then.
  public mutating func run(first start: Month, mau: [Double], raw: [[Double]]) -> Bool {
    guard let figures = solve(first: start, mau: mau, raw: raw) else { return false }
    summarise(freedom: freedom)
    if let pool {
      guard let effects = borrow(from: pool) else { return false }
      for effect in effects {
        let half = (effect.interval.upperBound - effect.interval.lowerBound) / 2
        coefficients += [effect.estimate, half / quantiles.own, effect.interval.lowerBound, effect.interval.upperBound]
      }
    }
    return forecast(start.advanced(by: figures.upperBound + 1), from: figures.count)
  }

  /// Fits the model to a series.
  ///
  /// - Returns: the first and the last figure; nil where the general method must decide.
  mutating func solve(first start: Month, mau: [Double], raw: [[Double]]) -> ClosedRange<Int>? {
    guard let begin = mau.firstIndex(where: { !$0.isNaN }), let end = mau.lastIndex(where: { !$0.isNaN }) else {
      return nil
    }
    let n = end - begin
    let p = parameters
    // The general path says so where the horizon is beyond the calendar.
    guard start.advanced(by: end).distance(to: Month.calendar.upperBound) >= months else { return nil }
    guard n + 1 >= p + 3, take(mau, begin, end), evaluate(start, begin, end, raw) else { return nil }
    let centre = logs.reduce(0, +) / Double(n + 1)
    fill(start.advanced(by: begin + 1), begin, n, centre)
    do {
      try solver.solve(design, response, into: &fit)
      guard fit.sigma > 1e-13 * max(1, abs(centre)) else { return nil }
      if let kappa { combinations?[0, kappa] = centre }
      let robust = try fit.spread(specification.standardErrors.estimator, design: design, combinations: combinations)
      // The general path says which coefficients have no robust error.
      guard !robust.hasSingleRows else { return nil }
      factor = robust.factor
      tests = robust.freedom
    } catch {
      return nil
    }
    for column in theta.indices { theta[column] = fit.coefficients[column] }
    for (index, sign) in signs.enumerated() where sign != .free {
      let effect = theta[drivers + index]
      if sign == .harmful ? effect < 0 : effect > 0 { return nil }
    }
    // α for y itself: α − κ(y − c) = (α + κc) − κy.
    if let kappa { theta[0] += theta[kappa] * centre }
    freedom = Double(n - p)
    return begin...end
  }

  /// Takes the logarithms of the figures; false where one is missing, or growth is the same in every month.
  private mutating func take(_ mau: [Double], _ begin: Int, _ end: Int) -> Bool {
    logs.removeAll(keepingCapacity: true)
    var (least, most) = (Double.infinity, -Double.infinity)
    for index in begin...end {
      let value = Double.log(mau[index])
      guard value.isFinite else { return false }
      if let last = logs.last {
        least = min(least, value - last)
        most = max(most, value - last)
      }
      logs.append(value)
    }
    return most - least > 1e-13 * max(1, abs(logs[0]))
  }

  /// The drivers from the first figure to the horizon.
  private mutating func evaluate(_ start: Month, _ begin: Int, _ end: Int, _ raw: [[Double]]) -> Bool {
    let total = end + 1 + months
    for (index, driver) in specification.drivers.enumerated() {
      // Moved out, so that nothing is copied and no access is checked twice.
      var column: [Double] = []
      swap(&column, &columns[index])
      let isKnown = Self.evaluate(driver, &column, raw[index], start, begin, end, total)
      swap(&column, &columns[index])
      guard isKnown else { return false }
    }
    return true
  }

  private static func evaluate(
    _ driver: DriverSpecification, _ column: inout [Double], _ raw: [Double], _ start: Month, _ begin: Int, _ end: Int,
    _ total: Int
  ) -> Bool {
    column.removeAll(keepingCapacity: true)
    var reference = driver.reference ?? 0
    if driver.expression.column != nil {
      guard let last = raw.lastIndex(where: { !$0.isNaN }), last >= end else { return false }
      column.append(contentsOf: raw[..<min(last + 1, total)])
      column.append(contentsOf: repeatElement(raw[last], count: max(0, total - last - 1)))
      if driver.reference == nil {
        var count = 0
        let figures = raw[begin...].lazy.filter { !$0.isNaN || driver.missing == .zero }
        for value in figures.prefix(DriverSpecification.referenceMonths) {
          reference += value.isNaN ? 0 : value
          count += 1
        }
        if count > 0 { reference /= Double(count) }
      }
    } else {
      column.append(contentsOf: repeatElement(0, count: total))
    }
    guard driver.replace(&column, first: start, historyEnd: end + 1, reference: reference) else { return false }
    for month in (begin + 1)..<total where column[month].isNaN { return false }
    return true
  }

  /// The linear problem of growth.
  private mutating func fill(_ first: Month, _ begin: Int, _ n: Int, _ centre: Double) {
    let p = parameters
    if response.count != n { response = [Double](repeating: 0, count: n) }
    for row in 0..<n { response[row] = (logs[row + 1] - centre) - (logs[row] - centre) }
    // Column after column, in the storage of the previous design.
    var elements: [Double] = []
    swap(&elements, &design.elements)
    elements.removeAll(keepingCapacity: true)
    elements.append(contentsOf: repeatElement(1, count: n))
    for column in 1..<max(1, drivers) {
      for row in 0..<n { elements.append(season(first.advanced(by: row), column)) }
    }
    for column in columns { for row in 0..<n { elements.append(-column[begin + 1 + row]) } }
    if kappa != nil { for row in 0..<n { elements.append(-(logs[row] - centre)) } }
    design = Matrix(rows: n, columns: p, elements: elements)
  }

  /// Column 1 … 11 of the season in a month.
  private func season(_ month: Month, _ column: Int) -> Double {
    let number = month.monthOfYear
    return number == 12 ? -1 : number == column ? 1 : 0
  }

  /// yₜ = ρ yₜ₋₁ + rowₜ·θ with its gradient, month by month; false where numbers overflow.
  private mutating func forecast(_ first: Month, from start: Int) -> Bool {
    self.first = first
    values.removeAll(keepingCapacity: true)
    for column in gradient.indices { gradient[column] = 0 }
    let slope = kappa.map { 1 - theta[$0] } ?? 1
    let sigma = fit.sigma
    let offset = (columns.first?.count ?? 0) - months
    var response = 0.0
    var innovations = 0.0
    var level = logs[logs.count - 1]
    for month in 0..<months {
      var drift = theta[0]
      gradient[0] = slope * gradient[0] + 1
      for column in 1..<max(1, drivers) {
        let value = season(first.advanced(by: month), column)
        drift += value * theta[column]
        gradient[column] = slope * gradient[column] + value
      }
      for index in columns.indices {
        let value = -columns[index][offset + month]
        drift += value * theta[drivers + index]
        gradient[drivers + index] = slope * gradient[drivers + index] + value
      }
      if let kappa { gradient[kappa] = slope * gradient[kappa] - level }
      // The response to the innovation of h months before is slopeʰ.
      response = month == 0 ? 1 : response * slope
      innovations += response * response
      level = slope * level + drift
      let error = error(sigma)
      let deviation = Double.sqrt(error * error + innovations * (sigma * sigma))
      guard level.magnitude < 700, deviation.isFinite else { return false }
      values.append(level)
      for half in quantiles.halves {
        values.append(level - half * deviation)
        values.append(level + half * deviation)
      }
    }
    return exponentiate()
  }

  /// Users from their logarithms, eight at a time; false where they overflow.
  private mutating func exponentiate() -> Bool {
    let whole = values.count - values.count % 8
    for i in stride(from: 0, to: whole, by: 8) {
      let users = Lanes.exp(
        Lanes(
          values[i], values[i + 1], values[i + 2], values[i + 3], values[i + 4], values[i + 5], values[i + 6],
          values[i + 7]))
      guard users.isFinite else { return false }
      for lane in 0..<8 { values[i + lane] = users[lane] }
    }
    for i in whole..<values.count {
      values[i] = .exp(values[i])
      guard values[i].isFinite else { return false }
    }
    return true
  }
}
