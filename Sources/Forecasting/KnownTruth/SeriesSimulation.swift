import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling
import Series

/// Data of a model with known truth.
public struct SeriesSimulation: Sendable, Equatable {
  /// Which figures are published.
  public enum Publication: String, Sendable, Equatable, CaseIterable {
    /// Every month.
    case monthly
    /// The last month of every quarter.
    case quarterly
    /// The last month of every year.
    case yearly
    /// The mean of every quarter.
    case quarterAverage = "quarter-average"
  }

  /// The model; a decay that a fit would estimate is a coefficient of the truth.
  public var specification: ModelSpecification
  /// The true coefficients in the order of ``ModelSpecification/coefficientNames``, of ln U itself.
  public var coefficients: [Double]
  /// The standard deviation of a monthly innovation.
  public var innovation: Double
  /// Users in the first month.
  public var users: Double
  /// The first month.
  public var first: Month
  /// The number of months.
  public var months: Int
  /// How each raw column is generated, by name.
  public var processes: [String: SimulatedDriver]
  /// Which figures are published.
  public var publication: Publication
  /// The file and line that state it, for messages.
  var file = "simulation"
  var line = 1

  /// A truth.
  public init(
    _ specification: ModelSpecification, coefficients: [Double], innovation: Double, users: Double, first: Month,
    months: Int, processes: [String: SimulatedDriver], publication: Publication = .monthly
  ) {
    // Cannot trap: a model file states one for each name.
    precondition(coefficients.count == specification.coefficientNames.count, "there must be one coefficient per name")
    self.specification = specification
    self.coefficients = coefficients
    self.innovation = innovation
    self.users = users
    self.first = first
    self.months = months
    self.processes = processes
    self.publication = publication
  }

  /// The reference level of each driver: the stated one, or the mean of its process.
  public var references: [Double] {
    specification.drivers.map { driver in
      driver.reference
        ?? driver.expression.column.flatMap { processes[$0]?.level } ?? 0
    }
  }

  /// Months before the first figure for which drivers are generated, so that lags and carryovers have a past.
  public static let history = 24

  /// One series.
  ///
  /// - Parameters:
  ///   - seed: chosen by the user.
  ///   - index: the number of the series.
  /// - Returns: MAU of the published months, and drivers of all, with two years before.
  /// - Throws: ``DriverError`` when a driver cannot be evaluated, for example because it is the logarithm of a zero
  ///   count; ``SpecificationError`` when users or drivers leave the sizes that data files may have.
  public func table(seed: UInt64, index: Int = 0) throws -> MonthlyTable {
    var stream = RandomStream(seed: seed, index: index)
    let start = first.advanced(by: -Self.history)
    let total = months + Self.history
    let raw = specification.driverColumns.map { name in
      MonthlyColumn(
        name: name, first: start,
        values: (processes[name] ?? .autoregressive(mean: 0, deviation: 1, persistence: 0.7))
          .path(months: total, first: start.monthOfYear, &stream))
    }
    let end = first.advanced(by: months)
    // Means over months begin at the end of the month before.
    let before = specification.timing == .monthAverage ? 1 : 0
    let design = try MonthlyDesign(
      specification, columns: specification.drivers.map { driver in raw.first { $0.name == driver.expression.column } },
      references: references, months: first.advanced(by: 1 - before)..<end, historyEnd: end,
      decays: specification.decayIndices.map { coefficients[$0] })
    let errors = errors(months + before, &stream)
    var y = [Double.log(users)]
    for month in 0..<(months + before - 1) {
      var level = y[month] + errors[month]
      for column in 0..<design.rows.columns { level += design.rows[month, column] * coefficients[column] }
      if let index = specification.transientIndex {
        level += coefficients[index] * .pow(coefficients[index + 1], month + 1)
      }
      if let index = specification.saturationIndex {
        level -= coefficients[index] * (specification.baseline == .logistic ? .exp(y[month]) / users : y[month])
      }
      y.append(level)
    }
    let mau = MonthlyColumn(
      name: specification.mauColumn ?? "mau", first: first, values: measured(published(figures(y, &stream)), &stream))
    try check(mau, isUsers: true)
    for column in raw { try check(column, isUsers: false) }
    return MonthlyTable(mau: mau, drivers: raw)
  }

  /// Whether the other commands could read a column.
  private func check(_ column: MonthlyColumn, isUsers: Bool) throws(SpecificationError) {
    for (index, value) in column.values.enumerated() {
      guard let value, !NumberRange.contains(value) || (isUsers && value == 0) else { continue }
      throw .notAllowed(
        file: file, line: line, subject: "`simulate`",
        problem:
          "gives `\(column.name)` the value \(value) in \(column.first.advanced(by: index)); expected \(NumberRange.words)"
      )
    }
  }

  /// ln of what is published of every month.
  private func figures(_ levels: [Double], _ stream: inout RandomStream) -> [Double] {
    guard specification.timing == .monthAverage else { return levels }
    return levels.indices.dropFirst().map { month in
      (levels[month - 1] + levels[month]) / 2 + innovation / .sqrt(12) * stream.normal()
    }
  }

  private func errors(_ months: Int, _ stream: inout RandomStream) -> [Double] {
    let process = specification.errorProcess(coefficients)
    // Two hundred months are enough for a stationary process to forget its start.
    let lead = process.map { $0.startsAtZero ? 0 : 200 } ?? 0
    let shocks = (0..<(months + lead)).map { _ in innovation * stream.normal() }
    guard let process else { return shocks }
    var errors = [Double](repeating: 0, count: shocks.count)
    for t in shocks.indices {
      errors[t] = shocks[t]
      for (j, phi) in process.ar.enumerated() where t > j { errors[t] += phi * errors[t - 1 - j] }
      for (j, theta) in process.ma.enumerated() where t > j { errors[t] += theta * shocks[t - 1 - j] }
    }
    return Array(errors[lead...])
  }

  /// Published figures with their errors, drawn or by rounding.
  private func measured(_ users: [Double?], _ stream: inout RandomStream) -> [Double?] {
    switch specification.figureError {
    case nil: users
    case .fraction(let error): users.map { $0.map { $0 * .exp(error * stream.normal()) } }
    case .rounding(let unit): users.map { $0.map { ($0 / unit).rounded() * unit } }
    }
  }

  private func published(_ y: [Double]) -> [Double?] {
    y.indices.map { month in
      switch publication {
      case .monthly: return .exp(y[month])
      case .quarterly: return month % 3 == 2 ? .exp(y[month]) : nil
      case .yearly: return month % 12 == 11 ? .exp(y[month]) : nil
      case .quarterAverage:
        guard month % 3 == 2 else { return nil }
        return (.exp(y[month]) + .exp(y[month - 1]) + .exp(y[month - 2])) / 3
      }
    }
  }
}
