import Drivers
import Forecasting
import Series

/// A scenario file with its data read, its model known and its calibration done: ready for every question.
public struct ScenarioSolution: Sendable {
  let equation: ScenarioEquation
  let calibration: Calibration?
  /// The published figures, by entry of the file.
  let figures: [[DriverPath.TableEntry]]

  /// Calibrated draws that were made before; empty where none are kept.
  private var kept: [ScenarioEquation.Draw] = []

  /// The file.
  public var file: ScenarioFile { equation.file }

  /// Reads and calibrates.
  ///
  /// - Parameters:
  ///   - file: the scenarios.
  ///   - inputs: how to read the files that this one names.
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs.
  public init(_ file: ScenarioFile, _ inputs: ScenarioInputs) throws {
    let equation = try ScenarioEquation(file, inputs)
    let figures = try file.published.map { try Self.figures($0, inputs) }
    self.equation = equation
    self.figures = figures
    calibration = try file.calibration.map { request in
      let points = try request.points.map { point in
        let found = zip(file.published, figures).filter { $0.0.scenario == point.scenario }
          .flatMap { $0.1.filter { $0.month == point.month } }
        guard found.count <= 1 else {
          throw ScenarioError.ambiguousFigure(
            file: file.file, line: point.line, scenario: point.scenario, month: point.month)
        }
        guard let figure = found.first, equation.months.contains(point.month) else {
          throw ScenarioError.nothingToCalibrateOn(
            file: file.file, line: point.line, scenario: point.scenario, month: point.month)
        }
        return Calibration.Point(
          scenario: equation.index(point.scenario), month: equation.months.lowerBound.distance(to: point.month),
          published: figure.value, tolerance: point.tolerance)
      }
      return try Calibration(equation, request, points)
    }
  }

  private static func figures(
    _ published: ScenarioFile.Published, _ inputs: ScenarioInputs
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

  /// The centre of everything, calibrated.
  var centre: ScenarioEquation.Draw { calibration?.centre ?? equation.centre() }

  /// Calls with all draws, eight at a time, calibrated.
  ///
  /// - Parameters:
  ///   - draws: how many, even; at most as many as the file says, the first ones of them.
  ///   - body: what is done with eight of them.
  func forEachPacket(_ draws: Int, _ body: (ScenarioEquation.Draw) throws -> Void) rethrows {
    try forEachPacket(of: 0..<(min(draws, file.draws) / 2), body)
  }

  /// Calls with the draws of some antithetic pairs, eight at a time, calibrated.
  func forEachPacket(of pairs: Range<Int>, _ body: (ScenarioEquation.Draw) throws -> Void) rethrows {
    var first = pairs.lowerBound
    while first < pairs.upperBound {
      let end = min(first + GrowthDraws.pairsOfPacket, pairs.upperBound)
      let packet = first / GrowthDraws.pairsOfPacket
      if packet < kept.count, kept[packet].first == 2 * first, kept[packet].count == 2 * (end - first) {
        try body(kept[packet])
        first = end
        continue
      }
      var draw = equation.draw(first..<end, seed: file.seed)
      calibration?.apply(to: &draw, seed: file.seed)
      try body(draw)
      first = end
    }
  }

  /// The same, with its draws made and calibrated once for several questions, where 128 MB hold them.
  ///
  /// - Returns: a solution with the same answers.
  public func keepingDraws() -> ScenarioSolution {
    guard file.draws <= mostKeptDraws else { return self }
    var result = self
    result.kept.reserveCapacity(file.draws / (2 * GrowthDraws.pairsOfPacket) + 1)
    forEachPacket(file.draws) { result.kept.append($0) }
    return result
  }

  /// The most draws that 128 MB hold.
  var mostKeptDraws: Int {
    16_000_000 / (equation.months.count * (1 + 2 * equation.columns.count) + equation.quantities.names.count)
  }

  /// The index of a month behind the base.
  func index(of month: Month) throws -> Int {
    guard equation.months.contains(month) else {
      throw ScenarioError.monthOutside(month, first: equation.months.lowerBound, last: file.horizon)
    }
    return equation.months.lowerBound.distance(to: month)
  }

  /// The scenario of a name, or the one that asks for attention: the first that is not its own reference.
  ///
  /// - Throws: ``ScenarioError/unknownScenario(file:line:name:known:)``, ``ScenarioError/sameScenario(_:)``,
  ///   ``ScenarioError/differentBases(file:scenario:reference:)``.
  func pair(_ scenario: String?, against reference: String? = nil) throws -> (scenario: Int, reference: Int) {
    let chosen = try chosen(scenario)
    let other = try reference.map { try self.chosen($0) } ?? equation.references[chosen]
    guard chosen != other else { throw ScenarioError.sameScenario(file.scenarios[chosen].name) }
    let names = (file.scenarios[chosen].name, file.scenarios[other].name)
    guard equation.starts[chosen] == equation.starts[other] else {
      throw ScenarioError.differentBases(file: file.file, scenario: names.0, reference: names.1)
    }
    guard equation.quantities.scales(in: names.0) == equation.quantities.scales(in: names.1) else {
      throw ScenarioError.differentScales(file: file.file, scenario: names.0, reference: names.1)
    }
    return (chosen, other)
  }
}

extension ScenarioEquation {
  /// The index of a scenario that exists.
  func index(_ scenario: String) -> Int { file.scenarios.firstIndex { $0.name == scenario } ?? 0 }
}
