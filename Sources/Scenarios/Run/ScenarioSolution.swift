import Drivers
import Forecasting
import Series

/// Scenarios with their data read, their model known and their calibration done: ready for every question.
public struct ScenarioSolution: Sendable {
  /// The scenarios as written.
  public let file: ScenarioFile
  let model: ScenarioModel
  let equation: ScenarioEquation
  let calibration: Calibration?
  /// The published figures, by entry of the file.
  let figures: [[DriverPath.TableEntry]]

  /// Calibrated draws made earlier; empty where none are kept.
  private var kept: [ScenarioDraw] = []

  /// Reads and calibrates.
  ///
  /// - Parameters:
  ///   - file: the scenarios.
  ///   - inputs: how to read the files that this one names.
  ///   - limit: the work that reading and calibrating may take; what questions take is estimated by ``work(of:)``.
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs; `WorkError` beyond the limit.
  public init(_ file: ScenarioFile, _ inputs: ScenarioInputs, limit: WorkLimit = .none) throws {
    let compiler = try ScenarioCompiler(file, inputs, limit: limit)
    let equation = try compiler.equation()
    let figures = try file.published.map { try Self.figures($0, inputs) }
    self.file = file
    model = compiler.model
    self.equation = equation
    self.figures = figures
    calibration = try file.calibration.map { request in
      let points = try request.points.map { try Self.point($0, file, figures, equation.months) }
      return try Calibration(equation, request, points, file: file.file)
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

  /// The one published figure of a point of the calibration.
  private static func point(
    _ point: ScenarioFile.CalibrationRequest.Point, _ file: ScenarioFile, _ figures: [[DriverPath.TableEntry]],
    _ months: Range<Month>
  ) throws -> Calibration.Point {
    let found = zip(file.published, figures).filter { $0.0.scenario == point.scenario }
      .flatMap { $0.1.filter { $0.month == point.month } }
    guard found.count <= 1 else {
      throw ScenarioError.ambiguousFigure(
        file: file.file, line: point.line, scenario: point.scenario, month: point.month)
    }
    guard let figure = found.first, months.contains(point.month) else {
      throw ScenarioError.nothingToCalibrateOn(
        file: file.file, line: point.line, scenario: point.scenario, month: point.month)
    }
    return Calibration.Point(
      scenario: try file.index(of: point.scenario, line: point.line),
      month: months.lowerBound.distance(to: point.month), published: figure.value, tolerance: point.tolerance)
  }

  /// The centre of everything, calibrated.
  var centre: ScenarioDraw { calibration?.centre ?? equation.draws.centre() }

  /// The coverage of the widest interval.
  var widestCoverage: Double { file.coverages[file.coverages.count - 1] }

  /// Calls with all draws, eight at a time, calibrated.
  ///
  /// - Parameters:
  ///   - draws: their number, even; at most that of the file, starting with the first.
  ///   - body: receives eight of them.
  func forEachPacket(_ draws: Int, _ body: (ScenarioDraw) throws -> Void) rethrows {
    try forEachPacket(of: 0..<(min(draws, file.draws) / 2), body)
  }

  /// Calls with the draws of some antithetic pairs, eight at a time, calibrated.
  func forEachPacket(of pairs: Range<Int>, _ body: (ScenarioDraw) throws -> Void) rethrows {
    var first = pairs.lowerBound
    while first < pairs.upperBound {
      let end = min(first + GrowthDraws.pairsOfPacket, pairs.upperBound)
      let packet = first / GrowthDraws.pairsOfPacket
      if packet < kept.count, kept[packet].first == 2 * first, kept[packet].count == 2 * (end - first) {
        try body(kept[packet])
        first = end
        continue
      }
      var draw = equation.draws.packet(first..<end, seed: file.seed)
      calibration?.apply(to: &draw, seed: file.seed)
      try body(draw)
      first = end
    }
  }

  /// The same, with its draws made and calibrated once for several questions, if they fit into 128 MB.
  ///
  /// - Returns: a solution with the same answers.
  public func keepingDraws() -> ScenarioSolution {
    guard file.draws <= mostKeptDraws else { return self }
    var result = self
    result.kept.reserveCapacity(file.draws / (2 * GrowthDraws.pairsOfPacket) + 1)
    forEachPacket(file.draws) { result.kept.append($0) }
    return result
  }

  /// The largest number of draws that fit into 128 MB.
  var mostKeptDraws: Int {
    16_000_000 / (equation.months.count * (1 + 2 * equation.columns.count) + equation.quantities.names.count)
  }
}
