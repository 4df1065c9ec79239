import ChurnModels
import Drivers
import Forecasting
import RealModule
import Series

extension ScenarioFile {
  /// Runs all scenarios with the same random numbers, calibrating first if the file asks for it.
  ///
  /// - Parameter inputs: how to read the files that this one names.
  /// - Returns: paths, differences, comparisons and the provenance of every number.
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs.
  public func run(_ inputs: ScenarioInputs) throws -> ScenarioRun {
    let model = try ScenarioModel(self, inputs)
    let months = model.baseMonth.distance(to: horizon)
    guard (1...Self.longestHorizon).contains(months) else {
      throw ScenarioError.badHorizon(file: file, horizon: horizon, base: model.baseMonth)
    }
    guard months * draws * scenarios.count <= Self.mostNumbers else {
      throw ScenarioError.tooManyNumbers(file: file, scenarios: scenarios.count, months: months, draws: draws)
    }
    let figures = try published.map { try Self.figures($0, inputs) }
    let driverPaths = try ScenarioPaths(self, model)
    let simulation = GrowthSimulation(outlooks: driverPaths.outlooks, distribution: model.distribution)
    let effectScale = try calibration.map { try self.effectScale($0, figures, simulation, model) }

    // The first call of `adjusted` is for the centre of the distribution, the others are the draws.
    var adjustedParameters: [[Double]] = []
    var scales: [Double] = []
    let paths = simulation.run(pairs: 0..<(draws / 2), seed: seed, drivers: nil) { parameters in
      if let scale = effectScale?.apply(to: &parameters) { scales.append(scale) }
      adjustedParameters.append(parameters)
    }
    let range = model.baseMonth.advanced(by: 1)..<horizon.advanced(by: 1)
    let effectProvenance = model.distribution.estimated.enumerated().map { index, estimated in
      effectScale?.effects.contains(index) == true
        ? Provenance.calibrated : estimated ? .estimated : .assumed
    }
    let referenceIndex = scenarios.firstIndex { $0.name == reference } ?? 0
    let outcomes = try scenarios.enumerated().map { index, scenario in
      let months = paths.summary(design: index, months: range, levels: levels)
      guard months.allSatisfy(\.isFinite), paths.isFinite(design: index) else {
        throw ScenarioError.notFinite(scenario: scenario.name)
      }
      let moved = Set(scenario.paths.filter { !$0.path.changes.isEmpty }.map(\.column))
      let used = model.specification.drivers.indices.filter { index in
        model.specification.drivers[index].expression.column.map(moved.contains) ?? true
      }.flatMap(model.specification.indices(ofDriver:))
      return ScenarioOutcome(
        name: scenario.name, months: months,
        differences: paths.differences(design: index, from: referenceIndex, months: range, levels: levels),
        basis: Provenance.allCases.filter { kind in
          effectProvenance[0] == kind || used.contains { effectProvenance[$0] == kind }
        })
    }
    return ScenarioRun(
      title: title, baseMonth: model.baseMonth, baseUsers: model.baseUsers, horizon: horizon, reference: reference,
      scenarios: outcomes, comparisons: comparisons(figures, outcomes, model),
      omittedFigures: zip(published, figures).flatMap { published, entries in
        entries.filter { $0.month < model.baseMonth || $0.month > horizon }
          .map { OmittedFigure(scenario: published.scenario, month: $0.month) }
      },
      parameters: parameters(model, effectProvenance, adjustedParameters),
      driverLevels: model.specification.drivers.enumerated().compactMap { index, driver in
        let levels = driverPaths.levels.compactMap { $0[index] }
        guard levels.count == scenarios.count else { return nil }
        return DriverLevels(driver: driver.name, reference: model.references[index], levels: levels)
      },
      calibration: calibration.flatMap { request in
        effectScale.map { scale in
          CalibrationResult(
            unknown: request.unknown, value: scales[0], interval: interval(of: Array(scales.dropFirst())),
            scenario: request.scenario, month: request.month, published: scale.published)
        }
      },
      levels: levels, draws: draws, seed: seed)
  }

  private static func figures(
    _ published: Published, _ inputs: ScenarioInputs
  ) throws -> [DriverPath.TableEntry] {
    switch published.figures {
    case .stated(let entries): return entries
    case .column(let column, let file):
      let users = try inputs.table([file], column, []).mau
      return users.observedMonths.compactMap { month in
        users[month].map { DriverPath.TableEntry(month: month, value: $0) }
      }
    }
  }

  private func effectScale(
    _ request: CalibrationRequest, _ figures: [[DriverPath.TableEntry]], _ simulation: GrowthSimulation,
    _ model: ScenarioModel
  ) throws -> EffectScale {
    let found = zip(published, figures).filter { $0.0.scenario == request.scenario }
      .flatMap { $0.1.filter { $0.month == request.month } }
    guard found.count <= 1 else {
      throw ScenarioError.ambiguousFigure(
        file: file, line: request.line, scenario: request.scenario, month: request.month)
    }
    guard let figure = found.first, request.month > model.baseMonth, request.month <= horizon else {
      throw ScenarioError.nothingToCalibrateOn(
        file: file, line: request.line, scenario: request.scenario, month: request.month)
    }
    let scale = EffectScale(
      simulation: simulation, outlook: scenarios.firstIndex { $0.name == request.scenario } ?? 0,
      row: model.baseMonth.distance(to: request.month) - 1, published: figure.value,
      effects: model.specification.driverIndices)
    guard scale.scale(for: model.distribution.mean) != nil else {
      throw ScenarioError.nothingMoves(
        file: file, line: request.line, scenario: request.scenario, month: request.month)
    }
    return scale
  }

  private func comparisons(
    _ figures: [[DriverPath.TableEntry]], _ outcomes: [ScenarioOutcome], _ model: ScenarioModel
  ) -> [PublishedComparison] {
    zip(published, figures).flatMap { published, entries in
      entries.compactMap { entry -> PublishedComparison? in
        let outcome = outcomes.first { $0.name == published.scenario }
        let users = entry.month == model.baseMonth ? model.baseUsers : outcome?.users(in: entry.month)?.median
        guard let users else { return nil }
        let calibrated = calibration?.scenario == published.scenario && calibration?.month == entry.month
        return PublishedComparison(
          scenario: published.scenario, month: entry.month, published: entry.value, users: users,
          source: published.source,
          role: calibrated
            ? .calibrated : entry.month == model.baseMonth && entry.value == model.baseUsers ? .base : .check)
      }
    }
  }

  /// Every parameter at the centre and, where it is uncertain, the interval of its draws.
  private func parameters(
    _ model: ScenarioModel, _ provenance: [Provenance], _ draws: [[Double]]
  ) -> [ScenarioParameter] {
    let names = model.specification.coefficientNames
    let centre = draws[0]
    let listed = names.indices.map { index in
      ScenarioParameter(
        name: names[index], value: centre[index], interval: interval(of: draws.dropFirst().map { $0[index] }),
        provenance: provenance[index])
    }
    let innovation = ScenarioParameter(
      name: "innovation", value: model.distribution.innovation, interval: nil,
      provenance: model.distribution.innovationEstimated ? .estimated : .assumed)
    return listed + [innovation]
  }

  /// The central interval of the widest level; nil where all draws agree.
  private func interval(of draws: [Double]) -> ClosedRange<Double>? {
    guard let widest = levels.last, let first = draws.first,
      draws.contains(where: { abs($0 - first) > 1e-12 * abs(first) })
    else { return nil }
    let ends = quantiles(of: draws, probabilities: [(1 - widest) / 2, (1 + widest) / 2])
    return ends[0]...ends[1]
  }
}
