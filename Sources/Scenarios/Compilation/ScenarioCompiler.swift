import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling
import Series

/// Builds the equation of all scenarios from a file: names become positions, files become columns.
struct ScenarioCompiler {
  let file: ScenarioFile
  let model: ScenarioModel
  /// The months after the base.
  let months: Range<Month>
  /// The raw columns of drivers, then the upstream quantities.
  let columns: [ScenarioColumn]
  /// Which of ``columns`` are upstream quantities.
  let upstreams: Range<Int>
  let quantities: ScenarioQuantities
  private let moves: [[UpstreamMove]]
  /// The positions of ``columns`` by name.
  private let places: [String: Int]

  /// Reads the files that the scenarios name and gives every quantity its position.
  ///
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs; `WorkError` beyond the limit.
  init(_ file: ScenarioFile, _ inputs: ScenarioInputs, limit: WorkLimit) throws {
    self.file = file
    let model = try ScenarioModel(file, inputs, limit: limit)
    self.model = model
    let count = model.baseMonth.distance(to: file.horizon)
    guard (1...ScenarioFile.longestHorizon).contains(count) else {
      throw ScenarioError.badHorizon(file: file.file, horizon: file.horizon, base: model.baseMonth)
    }
    months = model.baseMonth.advanced(by: 1)..<file.horizon.advanced(by: 1)
    try file.checkNames(model.columnNames)
    try Self.work(file, model, months: count).check(limit)
    /// The paths of each scenario by column.
    let written = file.scenarios.map { scenario in
      Dictionary(scenario.paths.map { ($0.column, $0) }) { first, _ in first }
    }
    func paths(_ name: String) -> [ScenarioFile.Path?] { written.map { $0[name] } }
    let sources = try file.upstreams.map { upstream in
      try ScenarioColumn(
        RawColumn(
          name: upstream.name, history: nil, reference: upstream.reference, missing: .error, range: nil, bound: nil),
        file,
        paths(upstream.name), base: model.baseMonth, inputs)
    }
    /// By column: the first month of the upstream quantities that move it.
    var earliest: [String: Month] = [:]
    for (upstream, source) in zip(file.upstreams, sources) {
      for move in upstream.moves { earliest[move.column] = min(earliest[move.column] ?? source.first, source.first) }
    }
    let raw = try model.columns(file).map { column in
      try ScenarioColumn(
        column, file, paths(column.name), base: model.baseMonth, past: model.pastMonths,
        earliest: earliest[column.name],
        inputs)
    }
    for column in sources {
      for (scenario, path) in zip(file.scenarios, column.paths) {
        if let low = path.values.first(where: { $0 <= 0 }) {
          throw ScenarioError.upstreamNotPositive(scenario: scenario.name, name: column.name, level: low)
        }
      }
    }
    let columns = raw + sources
    self.columns = columns
    places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    upstreams = raw.count..<columns.count
    var list = QuantityList(model, file, columns)
    moves = list.addElasticities(upstreams)
    try list.addUnknowns()
    quantities = list.quantities
  }

  /// The equation.
  ///
  /// - Throws: ``ScenarioError`` for paths outside the domain of a driver, and for unknowns that cannot be calibrated.
  func equation() throws -> ScenarioEquation {
    let scenarios = try file.scenarios.map { scenario in
      if scenario.users != nil, model.fit != nil {
        throw ScenarioError.ownUsersOfFit(file: file.file, line: scenario.line, scenario: scenario.name)
      }
      return ScenarioTerms(
        name: scenario.name, start: .log(scenario.users ?? model.baseUsers), hasOwnStart: scenario.users != nil,
        reference: try file.index(of: scenario.reference ?? file.reference, line: scenario.line))
    }
    let unchanged = model.specification.drivers.map { driver in
      driver.expression.column.flatMap(column).map { columns[$0].complete(columns[$0].unchanged) }
    }
    let acquisitions = model.acquisitions.flatMap { column($0.name) }
      .map { columns[$0].complete(columns[$0].unchanged) }
    let recursion: UserRecursion
    do {
      recursion = try model.recursion(unchanged, acquisitions: acquisitions, months: months)
    } catch let error as DriverError {
      throw ScenarioError.driver(scenario: file.reference, error)
    }
    let (random, correlation) = try correlations()
    let draws = ScenarioDraws(
      GrowthDraws(recursion, distribution: quantities.distribution), columns: columns, random: random,
      correlation: correlation, months: months.count)
    let paths = ScenarioPaths(
      columns, upstreams: upstreams, moves: moves, quantities: quantities, months: months.count)
    let effects = ScenarioDrivers(
      try drivers(recursion.channel), paths: paths, months: months.count, timing: recursion.timing,
      known: recursion.known,
      scenarios: scenarios.count,
      centre: draws.centre())
    try checkDomains()
    try checkLevels()
    return ScenarioEquation(
      months: months, scenarios: scenarios, quantities: quantities, effects: effects, recursion: recursion,
      draws: draws)
  }

  /// The month after the fit, or after the base where nothing is fitted.
  private var historyEnd: Month { months.lowerBound.advanced(by: model.pastMonths) }

  /// The position of a column; nil where there is none.
  private func column(_ name: String) -> Int? { places[name] }

  /// The columns drawn by normal deviates, and F with F F′ their correlations.
  private func correlations() throws -> (random: [Int], factor: Matrix) {
    let random = columns.indices.filter { columns[$0].needsNormals }
    var matrix = Matrix(rows: random.count, columns: random.count)
    for index in random.indices { matrix[index, index] = 1 }
    let drawn = Dictionary(random.enumerated().map { (columns[$1].name, $0) }) { first, _ in first }
    for correlation in file.correlations {
      let positions = try [correlation.between.0, correlation.between.1].map { name in
        guard let position = drawn[name] else {
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

  /// The drivers, the events, and the users who come.
  ///
  /// - Parameter channel: where the effects of the fit's drivers enter; what is stated in addition acts on growth.
  /// - Returns: one each, in the order of the specification, the users who come last.
  /// - Throws: ``ScenarioError``, `DriverError`.
  private func drivers(_ channel: InputChannel) throws -> [ScenarioDriver] {
    var fitted = Array(model.specification.decayIndices)[...]
    let positions = model.specification.indicesOfDrivers
    let drivers = try model.specification.drivers.enumerated().compactMap { index, driver -> ScenarioDriver? in
      let own = driver.expression.hasFittedDecay ? fitted.popFirst() : nil
      let source: ScenarioDriver.Source
      if let column = driver.expression.column.flatMap(column) {
        source = .column(
          try transform(
            driver, column, reference: model.references[index], decay: quantities.decay(ofDriver: index) ?? own,
            fitted: own))
      } else if model.isEvent(index) {
        source = .event(try event(driver))
      } else {
        // Steps and pulses of the model happen in every scenario and are in the recursion.
        return nil
      }
      return ScenarioDriver(
        name: driver.name, positions: positions[index], channel: index < model.fittedDrivers ? channel : .growth,
        source: source)
    }
    guard let name = model.acquisitions?.name, let column = column(name) else { return drivers }
    let source = ScenarioDriver.Source.column(
      try transform(DriverSpecification(.column(name)), column, reference: 0, decay: nil, fitted: nil))
    return drivers + [ScenarioDriver(name: name, positions: 0..<1, channel: .acquisitions, source: source)]
  }

  private func event(_ driver: DriverSpecification) throws -> ScenarioDriver.Event {
    let values = try driver.values(of: nil, in: months, reference: 0, historyEnd: months.lowerBound)
    return .init(
      deviations: DriverDeviations(byCoefficient: [values.map { Lanes(repeating: $0) }]),
      happens: file.scenarios.map { $0.events.contains(driver.name) })
  }

  private func transform(
    _ driver: DriverSpecification, _ column: Int, reference: Double, decay: Int?, fitted: Int?
  ) throws -> ScenarioDriver.Transform {
    let kernel: DriverKernel
    do throws(DriverError) {
      kernel = try DriverKernel(
        driver, history: columns[column].whole, first: columns[column].first, historyEnd: historyEnd,
        reference: reference, decay: fitted.map { quantities.distribution.mean[$0] },
        variesDecay: decay != nil)
    } catch {
      throw ScenarioError.driver(scenario: file.reference, error)
    }
    return .init(
      column: column, kernel: kernel, decay: decay,
      unchanged: kernel.columns(of: columns[column].unchanged.lanes).map { $0.suffix(months.count).map { $0[0] } },
      reference: reference, needsPositive: !driver.expression.steadyState(at: 0).isFinite)
  }

  /// Rejects paths outside the domain of a driver's logarithm, and names the value and month; a negative number of users who come.
  private func checkDomains() throws {
    if let name = model.acquisitions?.name, let column = column(name) {
      for (scenario, path) in zip(file.scenarios, columns[column].paths) {
        if let low = path.values.first(where: { $0 < 0 }) {
          throw ScenarioError.negativeAcquisitions(scenario: scenario.name, name: name, level: low)
        }
      }
    }
    var fitted = Array(model.specification.decayIndices)[...]
    for (index, driver) in model.specification.drivers.enumerated() {
      let decay = driver.expression.hasFittedDecay ? fitted.popFirst() : nil
      guard let column = driver.expression.column.flatMap(column) else { continue }
      for (scenario, path) in zip(file.scenarios, columns[column].paths) {
        if case .poisson = path.randomness {
          if let rate = path.values.first(where: { $0 < 0 }) {
            throw ScenarioError.negativeRate(scenario: scenario.name, driver: columns[column].name, rate: rate)
          }
          continue
        }
        do throws(DriverError) {
          _ = try driver.columns(
            of: columns[column].complete(path), in: months, reference: model.references[index],
            historyEnd: historyEnd, decay: decay.map { quantities.distribution.mean[$0] })
        } catch {
          throw ScenarioError.driver(scenario: scenario.name, error)
        }
      }
    }
  }

  /// Rejects the calibration of a level that the path leaves again before the horizon.
  private func checkLevels() throws {
    for unknown in file.calibration?.unknowns ?? [] {
      guard case .level(let name, let scenario) = unknown.quantity, let column = column(name) else { continue }
      let unchanged = columns[column].unchanged
      let path = columns[column].paths[try file.index(of: scenario, line: unknown.line)]
      if path.end == unchanged.end, path.values != unchanged.values {
        throw ScenarioError.temporaryLevel(file: file.file, line: unknown.line, column: name, scenario: scenario)
      }
    }
  }
}
