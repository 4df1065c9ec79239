import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling
import Series

/// All scenarios of a file as one equation: the recursion in which nothing changes, and what the drivers of each scenario
/// take from its growth.
///
/// gₜ = (recursion without changes)ₜ − Σ_d s β_d (z_d(scenario) − z_d(no change))ₜ − Σ_e s β_e [event e in t], with s the
/// effect scales. A scenario that changes nothing is therefore exactly the recursion, and scenarios differ by their paths
/// only: all use the same random numbers.
struct ScenarioEquation: Sendable {
  /// A driver with a raw column, or an event.
  struct Driver: Sendable {
    let name: String
    /// The positions of its coefficients.
    let positions: Range<Int>
    /// Its raw column among ``columns``; nil for an event.
    let column: Int?
    /// Nil for an event.
    let kernel: DriverKernel?
    /// What an event adds to z by month; empty for a driver.
    let event: [Double]
    /// The position of its decay, where that is uncertain.
    let decay: Int?
    /// Whether the recursion without changes has the slope in the decay already.
    let outlookFollowsDecay: Bool
    /// z of the months behind the base where nothing changes, by coefficient.
    let still: [[Double]]
  }

  let file: ScenarioFile
  let model: ScenarioModel
  /// The months behind the base.
  let months: Range<Month>
  let quantities: ScenarioQuantities
  /// The raw columns of drivers, then the upstream quantities.
  let columns: [ScenarioColumn]
  /// Which of ``columns`` are upstream quantities.
  let upstreams: Range<Int>
  let drivers: [Driver]
  /// ln U of the base month by scenario.
  let starts: [Double]
  /// The scenario that each is compared with.
  let references: [Int]
  let recursion: GrowthRecursion
  let draws: GrowthDraws
  /// Which columns are drawn with normal deviates, and the factor of their correlations.
  let random: [Int]
  let correlation: Matrix
  /// Deviations of z by driver and scenario, where no draw changes them.
  private(set) var fixed: [[[[Lanes]]?]] = []

  init(_ file: ScenarioFile, _ inputs: ScenarioInputs) throws {
    self.file = file
    let model = try ScenarioModel(file, inputs)
    self.model = model
    let count = model.baseMonth.distance(to: file.horizon)
    guard (1...ScenarioFile.longestHorizon).contains(count) else {
      throw ScenarioError.badHorizon(file: file.file, horizon: file.horizon, base: model.baseMonth)
    }
    months = model.baseMonth.advanced(by: 1)..<file.horizon.advanced(by: 1)
    try Self.checkNames(file, model)
    let names = model.columnNames
    let sources = try file.upstreams.map { upstream in
      try ScenarioColumn(
        upstream.name, file, base: model.baseMonth, history: nil, reference: upstream.reference, range: nil, inputs)
    }
    let raw = try names.map { name in
      let driver = model.specification.drivers.firstIndex { $0.expression.column == name } ?? 0
      let moving = zip(file.upstreams, sources).filter { $0.0.moves.contains { $0.column == name } }
      return try ScenarioColumn(
        name, file, base: model.baseMonth, history: model.histories[driver], reference: model.references[driver],
        range: file.statedDrivers.first { $0.driver.expression.column == name }?.range,
        earliest: moving.map(\.1.first).min(), inputs)
    }
    columns = raw + sources
    upstreams = names.count..<columns.count
    let columns = columns
    for column in columns[upstreams] {
      for (scenario, course) in zip(file.scenarios, column.courses) {
        if let low = course.path.first(where: { $0 <= 0 }) {
          throw ScenarioError.upstreamNotPositive(scenario: scenario.name, name: column.name, level: low)
        }
      }
    }
    quantities = try ScenarioQuantities(file, model) { name, scenario in
      guard let column = columns.first(where: { $0.name == name }),
        let index = file.scenarios.firstIndex(where: { $0.name == scenario })
      else { return 0 }
      return column.courses[index].path.last ?? 0
    }
    starts = try file.scenarios.map { scenario in
      if scenario.users != nil, model.fit != nil {
        throw ScenarioError.ownUsersOfFit(file: file.file, line: scenario.line, scenario: scenario.name)
      }
      return .log(scenario.users ?? model.baseUsers)
    }
    references = file.scenarios.map { scenario in
      file.scenarios.firstIndex { $0.name == scenario.reference ?? file.reference } ?? 0
    }
    let stillColumns = model.specification.drivers.map { driver -> MonthlyColumn? in
      guard let name = driver.expression.column, let column = columns.first(where: { $0.name == name }) else {
        return nil
      }
      return column.complete(column.courses.count - 1)
    }
    let recursion: GrowthRecursion
    do {
      recursion = try model.recursion(stillColumns, months: months)
    } catch let error as DriverError {
      throw ScenarioError.driver(scenario: file.reference, error)
    }
    self.recursion = recursion
    draws = GrowthDraws(recursion, distribution: quantities.distribution)
    (random, correlation) = try Self.correlated(file, columns)
    drivers = try Self.drivers(file, model, months, columns, quantities)
    for driver in drivers.indices {
      fixed.append(file.scenarios.indices.map { fixedDeviations(driver, $0) })
    }
    try checkDomains()
    try checkLevels()
  }

  /// Refuses to look for a level that the path leaves again before the horizon.
  private func checkLevels() throws {
    for unknown in file.calibration?.unknowns ?? [] {
      guard case .level(let name, let scenario) = unknown.quantity,
        let column = columns.first(where: { $0.name == name }), let still = column.courses.last?.path
      else { continue }
      let path = column.courses[index(scenario)].path
      if path.last == still.last, path != still {
        throw ScenarioError.temporaryLevel(file: file.file, line: unknown.line, column: name, scenario: scenario)
      }
    }
  }

  private static func checkNames(_ file: ScenarioFile, _ model: ScenarioModel) throws {
    let drivers = model.columnNames
    let known = drivers + file.upstreams.map(\.name)
    for scenario in file.scenarios {
      for path in scenario.paths where !known.contains(path.column) {
        throw ScenarioError.unknownDriver(
          file: file.file, line: path.line, scenario: scenario.name, driver: path.column, known: known)
      }
    }
    for upstream in file.upstreams {
      if drivers.contains(upstream.name) {
        throw SpecificationError.badValue(
          file: file.file, line: upstream.line, key: "upstream", value: upstream.name,
          expected: "a name of its own; a driver has it")
      }
      for move in upstream.moves where !drivers.contains(move.column) {
        throw ScenarioError.unknownDriver(
          file: file.file, line: move.line, scenario: upstream.name, driver: move.column, known: drivers)
      }
    }
  }

  /// The columns drawn by normal deviates, and F with F F′ their correlations.
  private static func correlated(_ file: ScenarioFile, _ columns: [ScenarioColumn]) throws -> ([Int], Matrix) {
    let random = columns.indices.filter { columns[$0].needsNormals }
    var matrix = Matrix(rows: random.count, columns: random.count)
    for index in random.indices { matrix[index, index] = 1 }
    for correlation in file.correlations {
      let positions = try [correlation.between.0, correlation.between.1].map { name in
        guard let position = random.firstIndex(where: { columns[$0].name == name }) else {
          throw ScenarioError.notRandom(
            file: file.file, line: correlation.line, name: name, known: random.map { columns[$0].name })
        }
        return position
      }
      matrix[positions[0], positions[1]] = correlation.value
      matrix[positions[1], positions[0]] = correlation.value
    }
    guard !random.isEmpty else { return (random, matrix) }
    guard let factor = matrix.choleskyFactor() else { throw ScenarioError.impossibleCorrelations(file: file.file) }
    return (random, factor)
  }

  private static func drivers(
    _ file: ScenarioFile, _ model: ScenarioModel, _ months: Range<Month>, _ columns: [ScenarioColumn],
    _ quantities: ScenarioQuantities
  ) throws -> [Driver] {
    let firstEvent = model.specification.drivers.count - model.events
    var fitted = Array(model.specification.decayIndices)[...]
    return try model.specification.drivers.enumerated().compactMap { index, driver -> Driver? in
      let own = driver.expression.hasFittedDecay ? fitted.popFirst() : nil
      let positions = model.specification.indices(ofDriver: index)
      guard let name = driver.expression.column, let column = columns.firstIndex(where: { $0.name == name }) else {
        // Steps and pulses of the model happen in every scenario and are in the recursion.
        guard index >= firstEvent else { return nil }
        let event = try driver.values(of: nil, in: months, reference: 0, historyEnd: months.lowerBound)
        return Driver(
          name: driver.name, positions: positions, column: nil, kernel: nil, event: event, decay: nil,
          outlookFollowsDecay: false, still: [])
      }
      let decay = quantities.decay(of: driver.name) ?? own
      let kernel: DriverKernel
      do throws(DriverError) {
        kernel = try DriverKernel(
          driver, history: columns[column].history, first: columns[column].first, historyEnd: months.lowerBound,
          reference: model.references[index], decay: own.map { quantities.distribution.mean[$0] },
          variesDecay: decay != nil)
      } catch {
        throw ScenarioError.driver(scenario: file.reference, error)
      }
      let still = columns[column].courses.last?.path ?? []
      return Driver(
        name: driver.name, positions: positions, column: column, kernel: kernel, event: [], decay: decay,
        outlookFollowsDecay: own != nil,
        still: kernel.columns(of: still.map { Lanes(repeating: $0) }).map { $0.suffix(months.count).map { $0[0] } })
    }
  }

  /// Refuses paths outside the domain of a driver's logarithm, with the value and month that are wrong.
  private func checkDomains() throws {
    for (driver, specification) in zip(drivers, model.specification.drivers.filter { $0.expression.column != nil }) {
      guard let index = driver.column else { continue }
      let decay = driver.outlookFollowsDecay ? driver.decay.map { quantities.distribution.mean[$0] } : nil
      for (scenario, course) in columns[index].courses.dropLast().enumerated() {
        if case .poisson = course.randomness {
          if let rate = course.path.first(where: { $0 < 0 }) {
            throw ScenarioError.negativeRate(
              scenario: file.scenarios[scenario].name, driver: columns[index].name, rate: rate)
          }
          continue
        }
        do throws(DriverError) {
          _ = try specification.columns(
            of: columns[index].complete(scenario), in: months,
            reference: model.references[model.specification.drivers.firstIndex(of: specification) ?? 0],
            historyEnd: months.lowerBound, decay: decay)
        } catch {
          throw ScenarioError.driver(scenario: file.scenarios[scenario].name, error)
        }
      }
    }
  }
}
