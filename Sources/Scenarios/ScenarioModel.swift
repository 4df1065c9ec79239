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

  /// Inputs by two functions.
  public init(
    table: @escaping (_ files: [String], _ mau: String?, _ drivers: [String]) throws -> MonthlyTable,
    fit: @escaping (_ file: String) throws -> FittedNetGrowth
  ) {
    self.table = table
    self.fit = fit
  }
}

/// A scenario file with its data read and its model known: the start, the equation and what is believed of it.
struct ScenarioModel {
  let baseMonth: Month
  let baseUsers: Double
  /// The fit that the equation continues; nil where all effects are stated.
  let fit: FittedNetGrowth?
  /// Estimated drivers first, then the stated ones.
  let specification: ModelSpecification
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
      self.init(
        baseMonth: month, baseUsers: users, fit: nil,
        specification: ModelSpecification(drivers: file.statedDrivers.map(\.driver)),
        references: file.statedDrivers.map(\.reference), histories: file.statedDrivers.map { _ in nil },
        distribution: ParameterDistribution(
          stated: [alpha] + file.statedDrivers.map(\.effect), innovation: innovation))
    case .fitted(let specification):
      guard case .data(let files, let column, _) = file.base else { preconditionFailure("a fit needs data") }
      let table = try inputs.table(files, column ?? specification.mauColumn, specification.driverColumns)
      try self.init(NetGrowth(specification).fit(table), file.statedDrivers)
    case .saved(let path):
      try self.init(inputs.fit(path), file.statedDrivers)
    }
  }

  private init(_ fit: FittedNetGrowth, _ stated: [ScenarioFile.StatedDriver]) throws {
    var specification = fit.specification
    specification.drivers += stated.map(\.driver)
    for (index, driver) in specification.drivers.enumerated()
    where specification.drivers[..<index].contains(where: { $0.name == driver.name }) {
      throw ChurnModelError.repeatedDriver(driver.name)
    }
    self.init(
      baseMonth: fit.origin, baseUsers: fit.lastUsers, fit: fit, specification: specification,
      references: fit.references + stated.map(\.reference),
      histories: try fit.specification.columns(in: fit.data) + stated.map { _ in nil },
      distribution: ParameterDistribution(fit.estimate)
        .inserting(stated.map(\.effect), at: fit.specification.driverIndices.upperBound))
  }

  private init(
    baseMonth: Month, baseUsers: Double, fit: FittedNetGrowth?, specification: ModelSpecification, references: [Double],
    histories: [MonthlyColumn?], distribution: ParameterDistribution
  ) {
    self.baseMonth = baseMonth
    self.baseUsers = baseUsers
    self.fit = fit
    self.specification = specification
    self.references = references
    self.histories = histories
    self.distribution = distribution
  }

  private static func start(_ file: ScenarioFile, _ inputs: ScenarioInputs) throws -> (Month, Double) {
    switch file.base {
    case .users(let users, let month): return (month, users)
    case .data(let files, let column, let month):
      let mau = try inputs.table(files, column, []).mau
      let wanted = month ?? mau.observedMonths.last ?? mau.first
      guard let users = mau[wanted] else {
        throw ScenarioError.noBaseFigure(mau.place(of: wanted), month: wanted)
      }
      return (wanted, users)
    case .fit: preconditionFailure("a stated model has its own base")
    }
  }

  /// The equation of the months to come for raw columns by driver.
  func outlook(_ columns: [MonthlyColumn?], months: Range<Month>) throws -> GrowthOutlook {
    let own = fit?.specification.drivers.count ?? 0
    var stated = specification
    stated.drivers = Array(specification.drivers[own...])
    let design = try MonthlyDesign(
      stated, columns: Array(columns[own...]), references: Array(references[own...]), months: months,
      historyEnd: months.lowerBound)
    guard let fit else {
      return GrowthOutlook(design, start: .log(baseUsers), specification: specification, sizeReference: baseUsers)
    }
    let rows = stated.driverIndices.map { design.rows.column($0) }
    return try fit.outlook(months: months.count, columns: Array(columns[..<own]))
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

  /// Stated parameters put among estimated ones, independent of them.
  fileprivate func inserting(_ stated: [ScenarioFile.Uncertain], at position: Int) -> ParameterDistribution {
    guard !stated.isEmpty else { return self }
    let p = mean.count
    let r = factor.columns
    var joined = Matrix(rows: p + stated.count, columns: r + stated.count)
    for row in 0..<p {
      for column in 0..<r { joined[row < position ? row : row + stated.count, column] = factor[row, column] }
    }
    for (index, parameter) in stated.enumerated() {
      joined[position + index, r + index] = parameter.standardDeviation
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
