import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Series

/// What a scenario file needs from outside; the caller decides where it comes from.
public struct ScenarioInputs {
  /// Reads a table of MAU (nil: the column `mau`) and raw drivers from files.
  public let table: (_ files: [String], _ mau: String?, _ drivers: [String]) throws -> MonthlyTable
  /// Reads a saved fit.
  public let fit: (_ file: String) throws -> FittedNetGrowth
  /// Reads a column of numbers from a file.
  public let column: (_ name: String, _ file: String) throws -> MonthlyColumn

  /// Inputs by three functions.
  public init(
    table: @escaping (_ files: [String], _ mau: String?, _ drivers: [String]) throws -> MonthlyTable,
    fit: @escaping (_ file: String) throws -> FittedNetGrowth,
    column: @escaping (_ name: String, _ file: String) throws -> MonthlyColumn
  ) {
    self.table = table
    self.fit = fit
    self.column = column
  }
}

/// A scenario file with its data read and its model known: the start, the equation and what is believed of it.
struct ScenarioModel: Sendable {
  let baseMonth: Month
  let baseUsers: Double
  /// The fit that the equation continues; nil where all effects are stated.
  let fit: FittedNetGrowth?
  /// Estimated drivers first, then the stated ones, then the events.
  let specification: ModelSpecification
  /// The number of events.
  let events: Int
  let references: [Double]
  /// Raw columns by driver; nil for steps, pulses and stated drivers, which have no history.
  let histories: [MonthlyColumn?]
  let distribution: ParameterDistribution

  init(_ file: ScenarioFile, _ inputs: ScenarioInputs) throws {
    switch file.model {
    case .stated(let growth, let innovation):
      let (month, users) = try Self.start(file, inputs)
      // α = ln(1 + g)/12; its standard deviation by the slope 1/(12(1 + g)).
      let alpha = ScenarioFile.Uncertain(
        value: .log(onePlus: growth.value) / 12,
        standardDeviation: growth.standardDeviation / (12 * (1 + growth.value)))
      let stated = Stated(file)
      try Self.checkNames(stated.drivers)
      self.init(
        baseMonth: month, baseUsers: users, fit: nil, specification: ModelSpecification(drivers: stated.drivers),
        events: file.events.count, references: stated.references, histories: stated.drivers.map { _ in nil },
        distribution: ParameterDistribution(stated: [alpha] + stated.effects, innovation: innovation))
    case .fitted(let specification):
      guard case .data(let files, let column, _) = file.base else { preconditionFailure("a fit needs data") }
      let table = try inputs.table(files, column ?? specification.mauColumn, specification.driverColumns)
      try self.init(NetGrowth(specification).fit(table), file)
    case .saved(let path):
      try self.init(inputs.fit(path), file)
    }
  }

  private init(_ fit: FittedNetGrowth, _ file: ScenarioFile) throws {
    let stated = Stated(file)
    var specification = fit.specification
    specification.drivers += stated.drivers
    try Self.checkNames(specification.drivers)
    self.init(
      baseMonth: fit.origin, baseUsers: fit.lastUsers, fit: fit, specification: specification,
      events: file.events.count, references: fit.references + stated.references,
      histories: try fit.specification.columns(in: fit.data) + stated.drivers.map { _ in nil },
      distribution: ParameterDistribution(fit.estimate)
        .inserting(stated.effects, at: fit.specification.driverIndices.upperBound))
  }

  private init(
    baseMonth: Month, baseUsers: Double, fit: FittedNetGrowth?, specification: ModelSpecification, events: Int,
    references: [Double], histories: [MonthlyColumn?], distribution: ParameterDistribution
  ) {
    self.baseMonth = baseMonth
    self.baseUsers = baseUsers
    self.fit = fit
    self.specification = specification
    self.events = events
    self.references = references
    self.histories = histories
    self.distribution = distribution
  }

  /// What a file states beside a fit: its drivers, then its events.
  private struct Stated {
    let drivers: [DriverSpecification]
    let references: [Double]
    let effects: [ScenarioFile.Uncertain]

    init(_ file: ScenarioFile) {
      drivers = file.statedDrivers.map(\.driver) + file.events.map(\.driver)
      references = file.statedDrivers.map(\.reference) + file.events.map { _ in 0 }
      // A stated effect holds for every column of distributed lags.
      effects =
        file.statedDrivers.flatMap { [ScenarioFile.Uncertain](repeating: $0.effect, count: $0.driver.columnCount) }
        + file.events.map(\.effect)
    }
  }

  private static func checkNames(_ drivers: [DriverSpecification]) throws {
    for (index, driver) in drivers.enumerated() where drivers[..<index].contains(where: { $0.name == driver.name }) {
      throw ChurnModelError.repeatedDriver(driver.name)
    }
  }

  /// The raw columns of all drivers, each once, in their order.
  var columnNames: [String] { specification.driverColumns }

  private static func start(_ file: ScenarioFile, _ inputs: ScenarioInputs) throws -> (Month, Double) {
    switch file.base {
    case .users(let users, let month): return (month, users)
    case .data(let files, let column, let month):
      let mau = try inputs.table(files, column, []).mau
      let wanted = month ?? mau.lastObservedMonth ?? mau.first
      guard let users = mau[wanted] else {
        throw ScenarioError.noBaseFigure(mau.place(of: wanted), month: wanted)
      }
      return (wanted, users)
    case .fit: preconditionFailure("a stated model has its own base")
    }
  }

  /// The equation of the months to come for raw columns by driver, without events.
  func recursion(_ columns: [MonthlyColumn?], months: Range<Month>) throws -> GrowthRecursion {
    let own = fit?.specification.drivers.count ?? 0
    let end = columns.count - events
    var stated = specification
    stated.drivers = Array(specification.drivers[own..<end])
    let design = try MonthlyDesign(
      stated, columns: Array(columns[own..<end]), references: Array(references[own..<end]), months: months,
      historyEnd: months.lowerBound)
    guard let fit else {
      return GrowthRecursion(design, start: .log(baseUsers), specification: specification, sizeReference: baseUsers)
    }
    let none = [Double](repeating: 0, count: months.count)
    let rows = stated.driverIndices.map { design.rows.column($0) } + [[Double]](repeating: none, count: events)
    return try fit.recursion(months: months.count, columns: Array(columns[..<own]))
      .inserting(rows, at: fit.specification.driverIndices.upperBound)
  }
}

extension ParameterDistribution {
  /// Independent normal beliefs.
  fileprivate init(stated: [ScenarioFile.Uncertain], innovation: Double) {
    var factor = Matrix(rows: stated.count, columns: stated.count)
    for (index, parameter) in stated.enumerated() { factor[index, index] = parameter.standardDeviation }
    self.init(
      mean: stated.map(\.value), factor: factor, estimated: stated.map { _ in false }, degreesOfFreedom: .infinity,
      innovation: innovation, innovationEstimated: false)
  }

  /// Stated parameters put among others, independent of them.
  func inserting(_ stated: [ScenarioFile.Uncertain], at position: Int) -> ParameterDistribution {
    guard !stated.isEmpty else { return self }
    let p = mean.count
    let r = factor.columns
    // What is certain needs no random number.
    let uncertain = stated.indices.filter { stated[$0].standardDeviation > 0 }
    var joined = Matrix(rows: p + stated.count, columns: r + uncertain.count)
    for row in 0..<p {
      for column in 0..<r { joined[row < position ? row : row + stated.count, column] = factor[row, column] }
    }
    for (column, index) in uncertain.enumerated() {
      joined[position + index, r + column] = stated[index].standardDeviation
    }
    var mean = mean
    mean.insert(contentsOf: stated.map(\.value), at: position)
    var estimated = estimated
    estimated.insert(contentsOf: stated.map { _ in false }, at: position)
    return ParameterDistribution(
      mean: mean, factor: joined, estimated: estimated, degreesOfFreedom: degreesOfFreedom, innovation: innovation,
      innovationEstimated: innovationEstimated)
  }
}
