import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Models
import RealModule
import Series

/// A scenario file with its data read and its model known: the start, the equation and the beliefs about it.
struct ScenarioModel: Sendable {
  let baseMonth: Month
  let baseUsers: Double
  /// The fit that the equation continues; nil where all effects are stated.
  let fit: (any RecursiveFit)?
  /// The names of the coefficients.
  let names: [String]
  /// The users who come, where the fit takes their number from outside.
  let acquisitions: MonthlyColumn?
  /// Estimated drivers first, then the stated ones, then the events.
  let specification: ModelSpecification
  /// The number of events.
  let events: Int
  let references: [Double]
  /// Raw columns by driver; nil for steps, pulses and stated drivers, which have no history.
  let histories: [MonthlyColumn?]
  let distribution: ParameterDistribution

  init(_ file: ScenarioFile, _ inputs: ScenarioInputs, limit: WorkLimit) throws {
    switch file.model {
    case .stated(let growth, let innovation):
      let (month, users) = try Self.start(file, inputs)
      let alpha = growth.growthPerMonth
      let stated = Stated(file)
      try Self.checkNames(stated.drivers)
      try Self.checkMemory(stated.effects.count, limit)
      let specification = ModelSpecification(drivers: stated.drivers)
      self.init(
        baseMonth: month, baseUsers: users, fit: nil, names: specification.coefficientNames,
        specification: specification,
        events: file.events.count, references: stated.references, histories: stated.drivers.map { _ in nil },
        distribution: ParameterDistribution(stated: [alpha] + stated.effects, innovation: innovation))
    case .fitted(let stated):
      let specification = try stated.readingDraws(inputs.draws)
      // Cannot trap: a file with `model` and without `data` is refused where it is read.
      guard case .data(let files, let column, let month) = file.base else { preconditionFailure("a fit needs data") }
      let table = try inputs.table(files, column ?? specification.mauColumn, specification.inputColumns)
      let model = ModelList.model(specification)
      try model.fittingWork(table, benchmarks: false).check(limit)
      guard let fit = try model.fit(table, benchmarks: false) as? any RecursiveFit else {
        // Cannot trap: what a specification describes is net growth, or stock and flow.
        preconditionFailure("a specified model has a recursion")
      }
      try self.init(fit, from: month, file, limit)
    case .saved(let path):
      // Cannot trap: a file with `fit` has no other base.
      guard case .fit(let month) = file.base else { preconditionFailure("a saved fit has its own data") }
      try self.init(inputs.fit(path), from: month, file, limit)
    }
  }

  private init(_ fit: any RecursiveFit, from month: Month?, _ file: ScenarioFile, _ limit: WorkLimit) throws {
    let base = month ?? fit.origin
    guard base == fit.origin || fit.pastBases.contains(base) else {
      throw ScenarioError.baseOutsideFit(
        file: file.file, month: base, first: fit.pastBases.lowerBound, last: fit.origin)
    }
    let stated = Stated(file)
    var specification = fit.specification
    if specification.flows != nil { (specification.baseline, specification.errors) = (.constant, .independent) }
    let end = specification.driverIndices.upperBound
    specification.drivers += stated.drivers
    try Self.checkNames(specification.drivers)
    try Self.checkMemory(fit.estimate.values.count + stated.effects.count, limit)
    self.init(
      baseMonth: base, baseUsers: try Self.users(of: fit, in: base), fit: fit,
      names: fit.parameterNames[..<end] + stated.drivers.flatMap(\.coefficientNames) + fit.parameterNames[end...],
      specification: specification,
      events: file.events.count, references: fit.references + stated.references,
      histories: try fit.specification.columns(in: fit.data) + stated.drivers.map { _ in nil },
      distribution: ParameterDistribution(file.horizon <= fit.origin ? fit.estimateOfPast : fit.estimate)
        .inserting(stated.effects, at: end))
  }

  private init(
    baseMonth: Month, baseUsers: Double, fit: (any RecursiveFit)?, names: [String], specification: ModelSpecification,
    events: Int,
    references: [Double], histories: [MonthlyColumn?], distribution: ParameterDistribution
  ) {
    self.baseMonth = baseMonth
    self.baseUsers = baseUsers
    self.fit = fit
    self.names = names
    acquisitions = fit?.acquisitions
    self.specification = specification
    self.events = events
    self.references = references
    self.histories = histories
    self.distribution = distribution
  }

  /// The statements of a file in addition to a fit: its drivers, then its events.
  private struct Stated {
    let drivers: [DriverSpecification]
    let references: [Double]
    let effects: [ScenarioFile.Uncertain]

    init(_ file: ScenarioFile) {
      drivers = file.statedDrivers.map(\.driver) + file.events.map(\.driver)
      references = file.statedDrivers.map(\.reference) + file.events.map { _ in 0 }
      // A stated effect applies to every column of distributed lags.
      effects =
        file.statedDrivers.flatMap { [ScenarioFile.Uncertain](repeating: $0.effect, count: $0.driver.columnCount) }
        + file.events.map(\.effect)
    }
  }

  /// Refuses more effects than have room for the covariance of all of them.
  private static func checkMemory(_ effects: Int, _ limit: WorkLimit) throws(WorkError) {
    let square = Double(effects) * Double(effects)
    try WorkEstimate(
      seconds: 4e-9 * square, bytes: 16 * square,
      product: WorkEstimate.count(effects, "effects") + " and their covariance",
      advice: "Take fewer drivers or lags"
    ).check(limit)
  }

  private static func checkNames(_ drivers: [DriverSpecification]) throws {
    var seen: Set<String> = []
    for driver in drivers where !seen.insert(driver.name).inserted {
      throw ChurnModelError.repeatedDriver(driver.name)
    }
  }

  /// The raw columns of all drivers, each once, in their order.
  ///
  /// - Parameter file: states which levels of stated drivers have been observed.
  /// - Returns: one per raw column.
  func columns(_ file: ScenarioFile) -> [RawColumn] {
    var seen: Set<String> = []
    let ranges = Dictionary(file.statedDrivers.map { ($0.driver.expression.column, $0.range) }) { first, _ in first }
    let columns = specification.drivers.enumerated().compactMap { index, driver -> RawColumn? in
      guard let name = driver.expression.column, seen.insert(name).inserted else { return nil }
      return RawColumn(
        name: name, history: histories[index], reference: references[index], missing: driver.missing,
        range: ranges[name] ?? nil, bound: specification.drivers.bound(of: name))
    }
    guard let acquisitions, seen.insert(acquisitions.name).inserted else { return columns }
    return columns + [
      RawColumn(
        name: acquisitions.name, history: acquisitions, reference: fit?.acquisitionsReference ?? 0, missing: .error,
        range: nil, bound: nil)
    ]
  }

  /// The names of the raw columns.
  var columnNames: [String] {
    let drivers = specification.driverColumns
    guard let name = acquisitions?.name, !drivers.contains(name) else { return drivers }
    return drivers + [name]
  }

  /// The number of months after the base that are past: what happened in them is known.
  var pastMonths: Int { fit.map { max(0, baseMonth.distance(to: $0.origin)) } ?? 0 }

  /// The users of a month: the figure, or what the fit makes of a month without one.
  private static func users(of fit: any RecursiveFit, in month: Month) throws -> Double {
    if let figure = fit.data.mau[month] { return figure }
    return .exp(try fit.pastLevels()[fit.pastBases.lowerBound.distance(to: month)])
  }

  /// The number of drivers of the fit; those of the file follow them.
  var fittedDrivers: Int { fit?.specification.drivers.count ?? 0 }

  /// Whether a driver is an event of the file.
  func isEvent(_ driver: Int) -> Bool { driver >= specification.drivers.count - events }

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
    // Cannot trap: only a file with `fit` has this base, and its model is the saved one.
    case .fit: preconditionFailure("a stated model has its own base")
    }
  }

  /// The equation of the future months for raw columns by driver, without events.
  func recursion(
    _ columns: [MonthlyColumn?], acquisitions: MonthlyColumn?, months: Range<Month>
  ) throws -> UserRecursion {
    let own = fittedDrivers
    let end = columns.count - events
    var stated = specification
    stated.drivers = Array(specification.drivers[own..<end])
    let design = try MonthlyDesign(
      stated, columns: Array(columns[own..<end]), references: Array(references[own..<end]), months: months,
      historyEnd: months.lowerBound)
    guard let fit else {
      return .growth(
        GrowthRecursion(design, start: .log(baseUsers), specification: specification, sizeReference: baseUsers))
    }
    let none = [Double](repeating: 0, count: months.count)
    let rows = stated.driverIndices.map { design.rows.column($0) } + [[Double]](repeating: none, count: events)
    return try fit.recursion(
      after: baseMonth, months: months.count, columns: Array(columns[..<own]), acquisitions: acquisitions
    )
    .inserting(rows, at: fit.specification.driverIndices.upperBound)
  }
}
