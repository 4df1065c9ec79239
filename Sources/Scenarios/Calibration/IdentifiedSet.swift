import Forecasting
import LeastSquares
import RealModule
import Sampling

/// The assumed effects, with their stated signs, that meet the figures of a scenario, where these determine no more
/// than their joint size.
///
/// The effects are unknowns and move the figures, which determine fewer directions than there are effects:
/// singular values of the Jacobian, in relative changes of the effects and the tolerances of the figures, are below 1.
/// Figures of scenarios with another effect scale do not count, because that scale compensates for any effects.
///
/// Source: C. F. Manski, *Partial Identification of Probability Distributions* (2003).
struct IdentifiedSet {
  /// The largest number of effects for which the set is computed.
  private static let mostEffects = 12
  /// A figure that is met within a thousandth says nothing about effects that move it less than that.
  private static let resolution = 1e-3

  /// The positions of the effects among the quantities.
  let effects: [Int]
  private let points: [Calibration.Point]
  /// How many directions of the effects the figures determine.
  private let determined: Int
  private let calibration: Calibration

  /// The set of a scenario; nil where the figures, or data, determine the effects.
  ///
  /// - Parameters:
  ///   - calibration: the figures and the solution.
  ///   - provenance: where each quantity comes from.
  ///   - scenario: the scenario whose figures count.
  init?(_ calibration: Calibration, _ provenance: [Provenance], scenario: Int) {
    let quantities = calibration.equation.quantities
    let points = calibration.points.filter { quantities.scales(in: $0.scenario) == quantities.scales(in: scenario) }
    let central = calibration.centre.parameters
    let assumed = quantities.effects.filter { position in
      provenance[position] == .calibrated && !quantities.distribution.estimated[position] && central[position][0] != 0
    }
    guard !points.isEmpty, assumed.count > 1, assumed.count <= Self.mostEffects else { return nil }
    let whole = calibration.logUsers(points, central)
    var columns: [[Double]] = []
    var moving: [Int] = []
    for position in assumed {
      var moved = central
      moved[position] *= 1.001
      let slopes = zip(calibration.logUsers(points, moved), whole).map { ($0 - $1) / 0.001 }
      guard slopes.contains(where: { abs($0) > 1e-12 }) else { continue }
      moving.append(position)
      columns.append(zip(slopes, points).map { $0 / max($1.tolerance, Self.resolution) })
    }
    guard moving.count > 1 else { return nil }
    let determined = SingularDirections(Matrix(columns: columns)).values.count { $0 >= 1 }
    guard determined > 0, determined < moving.count else { return nil }
    effects = moving
    self.points = points
    self.determined = determined
    self.calibration = calibration
  }

  /// The vertices of the set: as many effects as the figures determine explain them alone, and the others are zero.
  ///
  /// - Returns: all quantities at each vertex, with effect scales of 1.
  var vertices: [[Lanes]] {
    // At a vertex every effect is free on its own; a scale would be redundant.
    var start = calibration.centre.parameters
    for position in calibration.equation.quantities.scales { start[position] = Lanes(repeating: 1) }
    return Self.subsets(of: effects, count: determined).compactMap { vertex($0, start) }
  }

  /// The vertex at which the given effects alone meet the figures; nil where they would need another sign.
  private func vertex(_ free: [Int], _ start: [Lanes]) -> [Lanes]? {
    var parameters = start
    for position in effects where !free.contains(position) { parameters[position] = Lanes(repeating: 0) }
    for _ in 0..<20 {
      guard let steps = step(free, parameters) else { return nil }
      for (column, position) in free.enumerated() { parameters[position] += steps[column] }
      if zip(free, steps).allSatisfy({ abs($1[0]) <= 1e-13 * abs(parameters[$0][0]) }) { break }
    }
    let keepsSigns = free.allSatisfy { parameters[$0][0] * start[$0][0] >= 0 }
    let isMet = zip(points, calibration.logUsers(points, parameters)).allSatisfy { point, value in
      abs(.log(point.published) - value)
        < (points.count > free.count ? 3 * max(point.tolerance, Self.resolution) : 1e-6)
    }
    return keepsSigns && isMet ? parameters : nil
  }

  /// The Gauss–Newton step of some effects towards the figures; nil where there is none.
  private func step(_ free: [Int], _ parameters: [Lanes]) -> [Lanes]? {
    let centre = calibration.logUsers(points, parameters)
    let misses = zip(points, centre).map { Lanes(repeating: .log($0.published) - $1) }
    var rows = points.map { _ in [Lanes](repeating: Lanes(repeating: 0), count: free.count) }
    for (column, position) in free.enumerated() {
      var moved = parameters
      let step = 1e-6 * max(abs(parameters[position][0]), 1e-6)
      moved[position] += step
      for (row, value) in calibration.logUsers(points, moved).enumerated() {
        rows[row][column] = Lanes(repeating: (value - centre[row]) / step)
      }
    }
    let steps = LaneLeastSquares.solve(rows, misses)
    return steps.allSatisfy(\.isFinite) ? steps : nil
  }

  /// All choices of this many elements, in their order.
  private static func subsets(of elements: [Int], count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return elements.indices.flatMap { index in
      subsets(of: Array(elements[(index + 1)...]), count: count - 1).map { [elements[index]] + $0 }
    }
  }
}

extension Calibration {
  /// ln U of figures at given quantities.
  fileprivate func logUsers(_ points: [Point], _ parameters: [Lanes]) -> [Double] {
    let draw = equation.draws.centre(parameters)
    /// By scenario, each once.
    var paths: [Int: [Lanes]] = [:]
    return points.map { point in
      let path = paths[point.scenario] ?? equation.levels(equation.whole(point.scenario), as: point.scenario, draw)
      paths[point.scenario] = path
      return path[point.month][0]
    }
  }
}
