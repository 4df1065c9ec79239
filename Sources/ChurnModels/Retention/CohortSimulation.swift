import LeastSquares
import RealModule
import Sampling
import Series

/// Drawn futures of the users of all cohorts: those that had begun go on from their last observed users, and new ones come.
///
/// Of U users at age a − 1 in a month, losses have mean U h and variance φ U h(1 − h), logit h = f(a) + g(month) + τ·shock − τ²(1 − 2h)/2, with one
/// shock per month for all cohorts; the last term keeps the mean of h, which the fit estimates. Parameters are a multivariate t about the estimates
/// with the same factor for τ.
///
/// A draw depends on the seed and its number only, and two simulations that differ in the later values of drivers share all deviates: the
/// difference of their draws is that of the scenarios.
public struct CohortSimulation: Sendable {
  /// The fit.
  public let fit: FittedRetention
  /// How many months (or periods, without a calendar) ahead.
  public let months: Int
  /// The seed of the draws.
  public let seed: UInt64
  private let plan: AcquisitionPlan
  private let draws: ParameterDraws
  /// The columns of g from the first month to be simulated on; nil without a calendar.
  private let rows: Matrix?
  /// Months between the first simulated one and the first of the forecast.
  private let lead: Int
  private let oldest: Int

  /// A simulation.
  ///
  /// - Parameters:
  ///   - fit: a fitted model.
  ///   - months: months ahead, 1 … 1200; without a calendar, periods.
  ///   - acquisition: new users; without a calendar there are none.
  ///   - drivers: values of drivers of the fit after the last month of the table, by name; where none are given, those of the fitted column
  ///     must go on.
  ///   - seed: of the draws.
  /// - Throws: ``RetentionError``.
  public init(
    _ fit: FittedRetention, months: Int, acquisition: CohortAcquisition = .recentMean(),
    drivers: [MonthlyColumn] = [], seed: UInt64 = 1
  ) throws(RetentionError) {
    try FittedRetention.check("months", months, 1...FittedRetention.mostAges)
    (self.fit, self.months, self.seed) = (fit, months, seed)
    let origin = fit.table.lastMonth
    if let origin, origin.distance(to: Month.calendar.upperBound) < months {
      throw .badCount("months", months, allowed: 1...max(1, origin.distance(to: Month.calendar.upperBound)))
    }
    plan = try AcquisitionPlan(acquisition, fit.table, after: origin, months: months)
    draws = ParameterDraws(fit)
    let later = try Self.continued(fit.drivers, drivers, after: origin)
    if let origin, let first = fit.table.cohorts.compactMap(\.lastMonth).min() {
      lead = first.distance(to: origin)
      rows = try fit.shape.monthRows((1...(lead + months)).map { first.advanced(by: $0) }, drivers: later)
    } else {
      (lead, rows) = (0, nil)
    }
    oldest = (fit.table.cohorts.map(\.lastAge).max() ?? 0) + lead + months
  }

  /// The drivers of the fit with their later values.
  private static func continued(
    _ drivers: [HazardDriver], _ later: [MonthlyColumn], after origin: Month?
  ) throws(RetentionError) -> [HazardDriver] {
    var columns: [String: MonthlyColumn] = [:]
    for column in later {
      guard drivers.contains(where: { $0.name == column.name }) else {
        throw .driverNames(column.name, isRepeated: false)
      }
      guard columns.updateValue(column, forKey: column.name) == nil else {
        throw .driverNames(column.name, isRepeated: true)
      }
    }
    return drivers.map { driver in
      guard let column = columns[driver.name], let origin else { return driver }
      let past = driver.column.clipped(to: min(driver.column.first, origin)..<origin.advanced(by: 1))
      let future = column.clipped(to: origin.advanced(by: 1)..<max(origin.advanced(by: 1), column.months.upperBound))
      return HazardDriver(past.continued(by: future), reference: driver.reference)
    }
  }

  /// The last month of the table; nil without a calendar.
  public var origin: Month? { fit.table.lastMonth }
  /// What is assumed of new users, as a sentence.
  public var assumption: String { plan.assumption }
  /// Users of all cohorts at their last observed age.
  public var originUsers: Double { fit.table.cohorts.reduce(0) { $0 + $1.lastUsers } }

  /// One drawn future.
  ///
  /// - Parameter draw: its number, at least 0; draws 2k and 2k + 1 have opposite deviates.
  /// - Returns: users by month ahead.
  /// - Complexity: O(months · (cohorts + months)).
  public func path(_ draw: Int) -> CohortPath { path(draw, .all) }

  /// The future in which all is as expected: no shock, the estimated parameters and expected losses.
  public var centre: CohortPath { path(0, []) }

  func path(_ draw: Int, _ sources: ForecastSources) -> CohortPath {
    var stream = RandomStream(seed: seed, index: draw / 2)
    let sign = draw % 2 == 0 ? 1.0 : -1.0
    let scale = draws.scale(&stream)
    let drawn = draws.parameters(&stream, factor: sign * scale)
    let parameters = sources.contains(.parameters) ? drawn : fit.values
    var state = State(months: months)
    state.logits = fit.shape.logits(parameters, through: oldest)
    state.phi = sources.contains(.losses) ? fit.dispersion.overdispersion : nil
    let variance = fit.dispersion.monthShock * fit.dispersion.monthShock
    let varies = sources.contains(.shocks)
    for index in 0..<(lead + months) {
      let shock = stream.normal() * sign * scale * fit.dispersion.monthShock
      state.effects.append(rows.map { fit.shape.effect($0, index, parameters) } ?? 0)
      state.shocks.append(varies ? shock : 0)
    }
    state.variance = varies ? variance * scale * scale : 0
    for cohort in fit.table.cohorts {
      let start = cohort.lastMonth.flatMap { last in origin.map { last.distance(to: $0) } } ?? 0
      state.run(
        cohort.lastUsers, age: cohort.lastAge, from: lead - start, sign: sign, lead: lead, isNew: false, &stream)
    }
    guard !plan.centres.isEmpty else { return state.path }
    // What varies in new users is estimated from few cohorts: all deviates share the factor of a t.
    let factor = sign * stream.studentScale(degreesOfFreedom: plan.freedom)
    let (level, slope) = (stream.normal() * factor, stream.normal() * factor)
    for month in 0..<months {
      let deviate = stream.normal() * factor
      let size =
        sources.contains(.acquisition)
        ? plan.size(month, level: level, slope: slope, deviate: deviate) : plan.centre(month)
      state.path.users[month] += size
      state.run(size, age: 0, from: lead + month + 1, sign: sign, lead: lead, isNew: true, &stream)
    }
    return state.path
  }

  /// A path as it is drawn.
  private struct State {
    var path: CohortPath
    var logits: [Double] = []
    var effects: [Double] = []
    var shocks: [Double] = []
    var variance = 0.0
    /// φ; nil for expected losses.
    var phi: Double?

    init(months: Int) { path = CohortPath(months: months) }

    /// Continues a cohort from its users at an age, through the months from an index on.
    mutating func run(
      _ users: Double, age: Int, from index: Int, sign: Double, lead: Int, isNew: Bool, _ stream: inout RandomStream
    ) {
      var (users, age) = (users, age)
      for month in index..<max(index, effects.count) {
        age += 1
        let deviate = stream.normal() * sign
        if users > 0 {
          let middle = logits[age - 1] + effects[month]
          let expected = 1 / (1 + .exp(-middle))
          let hazard =
            variance > 0
            ? 1 / (1 + .exp(-(middle + shocks[month] - variance * (1 - 2 * expected) / 2))) : expected
          users -=
            phi.map { LossDeviate.value(users: users, hazard: hazard, overdispersion: $0, deviate: deviate) }
            ?? users * hazard
        }
        guard month >= lead else { continue }
        path.users[month - lead] += users
        if !isNew { path.existing[month - lead] += users }
      }
    }
  }
}
