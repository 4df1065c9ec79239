import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling
import Series

/// Finds the unknown quantities of a scenario file from published figures.
///
/// min Σ_i ((ln U_i(x) − ln published_i)/tolerance_i)² + Σ_j ((x_j − belief_j)/sd_j)², at the centre by
/// Levenberg–Marquardt, and for each draw by Gauss–Newton steps from there, with the draw's own assumptions, its own
/// belief of x and its own error within the tolerance (randomised maximum likelihood: D. S. Oliver, N. He and
/// A. C. Reynolds, ECMOR V (1996)). Figures are met by expected drivers without innovations. What the points leave open
/// stays at its prior value and is reported as open.
struct Calibration: Sendable {
  /// A published figure to be met.
  struct Point: Sendable {
    let scenario: Int
    /// The index of its month after the base.
    let month: Int
    let published: Double
    /// As a fraction; 0 for none.
    let tolerance: Double
  }

  /// The tolerance of a figure that must be met exactly, far below the width of any belief.
  static let exact = 1e-9
  /// The relative width of the belief in an unknown without a stated belief: it decides only what the
  /// points leave open.
  private static let vague = 1e3

  let equation: ScenarioEquation
  let points: [Point]
  /// The positions of the unknowns.
  let unknowns: [Int]
  /// The standard deviations of the beliefs; nil for no belief.
  let beliefs: [Double?]
  let bounds: [ClosedRange<Double>]
  private(set) var solution: [Double] = []

  /// Solves at the centre.
  ///
  /// - Parameters:
  ///   - equation: all scenarios.
  ///   - request: the unknowns, for messages.
  ///   - points: the figures to be met.
  ///   - file: the name of the file in messages.
  /// - Throws: ``ScenarioError/nothingMoves(file:line:scenario:month:)`` where no unknown moves a figure,
  ///   ``ScenarioError/notCalibrated(file:line:)`` where no solution was found.
  init(
    _ equation: ScenarioEquation, _ request: ScenarioFile.CalibrationRequest, _ points: [Point], file: String
  ) throws {
    self.equation = equation
    self.points = points
    unknowns = equation.quantities.unknowns
    let distribution = equation.quantities.distribution
    beliefs = unknowns.map { position in
      let variance = (0..<distribution.factor.columns).reduce(0) {
        $0 + distribution.factor[position, $1] * distribution.factor[position, $1]
      }
      return variance > 0 ? .sqrt(variance) : nil
    }
    bounds = unknowns.map { position in
      if case .decay = equation.quantities.kinds[position] { return 0...ScenarioQuantities.highestDecay }
      return -Double.infinity...Double.infinity
    }
    let start = unknowns.map { distribution.mean[$0] }
    for (point, stated) in zip(points, request.points) {
      let slopes = slopes(at: start.map { Lanes(repeating: $0) }, equation.draws.centre().parameters, [point])
      guard slopes.values[0].contains(where: { abs($0[0]) > 1e-12 }) else {
        throw ScenarioError.nothingMoves(
          file: file, line: stated.line, scenario: stated.scenario, month: stated.month)
      }
    }
    let widths = widths(start)
    let ends = Self.starts(start, bounds).map { point in
      LevenbergMarquardt().minimise(
        from: point, count: points.count + unknowns.count,
        residuals: { x, residuals in
          let values = logUsers(x.map { Lanes(repeating: $0) }, equation.draws.centre().parameters, points)
          for (index, point) in points.enumerated() {
            residuals[index] = (values[index][0] - .log(point.published)) / max(point.tolerance, Self.exact)
          }
          for index in x.indices { residuals[points.count + index] = (x[index] - start[index]) / widths[index] }
        }, bounds: bounds.contains { $0.lowerBound.isFinite } ? bounds : nil)
    }.filter { $0.termination != .notFinite && $0.parameters.allSatisfy(\.isFinite) }
    guard !ends.isEmpty else {
      throw ScenarioError.notCalibrated(file: file, line: request.line)
    }
    // Heavy points with light beliefs: steps that never raise the objective give the last digits; from the stated
    // values as well, because figures that cannot be met create valleys that are hard to leave.
    let none = points.map { _ in Lanes(repeating: 0) }
    let candidates = (ends.map(\.parameters) + [start]).map {
      solved(from: $0, equation.draws.centre().parameters, errors: none)
    }
    let problem = Problem(
      parameters: equation.draws.centre().parameters, errors: none, beliefs: start.map { Lanes(repeating: $0) },
      widths: widths)
    let ranked = candidates.map { x in
      (x: x.map { $0[0] }, value: objective(x, logUsers(x, problem.parameters, points), problem)[0])
    }.filter { $0.value.isFinite }.min { $0.value < $1.value }
    guard let ranked else { throw ScenarioError.notCalibrated(file: file, line: request.line) }
    solution = ranked.x
  }

  /// The stated values, and the same with other decays: figures may be met at several, and a search that reaches a bound stays there.
  private static func starts(_ start: [Double], _ bounds: [ClosedRange<Double>]) -> [[Double]] {
    let decays = bounds.indices.filter { bounds[$0].upperBound.isFinite }
    // At most 27 of them.
    let others = decays.prefix(3).reduce([start]) { points, index in
      points.flatMap { point in
        [0.2, 0.6, 0.9].map { value in
          var moved = point
          moved[index] = value
          return moved
        }
      }
    }
    return decays.isEmpty ? [start] : [start] + others
  }

  /// The width of each belief, vague where there is none.
  func widths(_ start: [Double]) -> [Double] {
    zip(start, beliefs).map { value, belief in belief ?? Self.vague * max(abs(value), 1e-3) }
  }

  /// Writes the solution of each draw into its quantities.
  ///
  /// - Parameters:
  ///   - draw: eight draws.
  ///   - seed: the seed of the errors within the tolerances.
  func apply(to draw: inout ScenarioDraw, seed: UInt64) {
    if draw.drawn == .none {
      for (index, position) in unknowns.enumerated() { draw.parameters[position] = Lanes(repeating: solution[index]) }
      return
    }
    var errors = points.map { _ in Lanes(repeating: 0) }
    for (index, point) in points.enumerated() where point.tolerance > 0 {
      for lane in stride(from: 0, to: 8, by: 2) {
        var stream = RandomStream(seed: seed ^ 0xA076_1D64_78BD_642F &+ UInt64(index), index: (draw.first + lane) / 2)
        let error = point.tolerance * stream.normal()
        errors[index][lane] = error
        errors[index][lane + 1] = -error
      }
    }
    let x = solved(from: solution, draw.parameters, errors: errors)
    for (index, position) in unknowns.enumerated() {
      // A draw without a solution stays at the centre rather than making every number infinite.
      draw.parameters[position] = x[index].replacing(
        with: Lanes(repeating: solution[index]), where: (x[index] * 0) .!= Lanes(repeating: 0))
    }
  }

  /// The centre of everything, calibrated.
  var centre: ScenarioDraw {
    var draw = equation.draws.centre()
    apply(to: &draw, seed: 0)
    return draw
  }

  /// How far the points are missed at the solution, in tolerances of at least a millionth.
  var misses: [Double] {
    let values = logUsers(solution.map { Lanes(repeating: $0) }, equation.draws.centre().parameters, points)
    return zip(points, values).map { abs(.log($0.published) - $1[0]) / max(3 * $0.tolerance, 1e-6) }
  }

  /// The allowed range of each unknown: an effect keeps its stated sign; a scale, decay or level is not below 0.
  var possible: [ClosedRange<Double>] {
    let quantities = equation.quantities
    return unknowns.map { position in
      switch quantities.kinds[position] {
      case .commonEffectScale, .effectScale, .level: 0...Double.infinity
      case .decay: 0...ScenarioQuantities.highestDecay
      case .coefficient where quantities.effects.contains(position):
        quantities.distribution.mean[position] >= 0 ? 0...Double.infinity : -Double.infinity...0
      case .coefficient, .elasticity: -Double.infinity...Double.infinity
      }
    }
  }

  /// ∂ ln U_i/∂x_j at the solution, by point and unknown.
  var jacobian: [[Double]] {
    slopes(at: solution.map { Lanes(repeating: $0) }, equation.draws.centre().parameters, points).values.map {
      $0.map { $0[0] }
    }
  }
}
