import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling

extension Calibration {
  /// The most effects whose corners are looked for.
  private static let mostEffects = 12

  /// A figure that is met within a thousandth says nothing of what moves it less.
  private static let resolution = 1e-3

  /// Effects whose sizes are open, and the figures that they have to meet together.
  private struct Opening {
    let effects: [Int]
    let points: [Point]
    /// How many directions of the effects the figures determine.
    let determined: Int
  }

  /// The assumed effects of which the figures of a scenario determine no more than the joint size.
  ///
  /// They are looked for and move the figures, which determine fewer directions of them than there are effects: singular
  /// values of the Jacobian, in relative changes of the effects and the tolerances of the figures, are below 1. Figures of
  /// scenarios with another effect scale do not count, for that scale makes up for whatever the effects are.
  private func opening(_ provenance: [Provenance], _ scenario: Int) -> Opening? {
    let quantities = equation.quantities
    func scales(_ scenario: Int) -> [Int] { quantities.scales(in: equation.file.scenarios[scenario].name) }
    let points = points.filter { scales($0.scenario) == scales(scenario) }
    let central = centre.parameters
    let effects = equation.model.specification.driverIndices.filter { position in
      provenance[position] == .calibrated && !quantities.distribution.estimated[position] && central[position][0] != 0
    }
    guard !points.isEmpty, effects.count > 1, effects.count <= Self.mostEffects else { return nil }
    let whole = logPoints(points, central)
    var columns: [[Double]] = []
    var moving: [Int] = []
    for position in effects {
      var moved = central
      moved[position] *= 1.001
      let slopes = zip(logPoints(points, moved), whole).map { ($0 - $1) / 0.001 }
      guard slopes.contains(where: { abs($0) > 1e-12 }) else { continue }
      moving.append(position)
      columns.append(zip(slopes, points).map { $0 / max($1.tolerance, Self.resolution) })
    }
    guard moving.count > 1 else { return nil }
    let determined = SingularDirections(Matrix(columns: columns)).values.count { $0 >= 1 }
    return determined > 0 && determined < moving.count
      ? Opening(effects: moving, points: points, determined: determined) : nil
  }

  /// The assumed effects of which the figures determine no more than the joint size; empty where there are none.
  ///
  /// - Parameter provenance: where each quantity comes from.
  /// - Returns: their positions among the quantities.
  func openEffects(_ provenance: [Provenance]) -> [Int] {
    let all = Set(points.map(\.scenario)).flatMap { opening(provenance, $0)?.effects ?? [] }
    return Set(all).sorted()
  }

  /// The corners of the set of assumed effects, of their stated signs, with which the figures of a scenario are met: as many
  /// effects as the figures determine explain them alone, and the others are zero.
  ///
  /// - Parameters:
  ///   - provenance: where each quantity comes from.
  ///   - scenario: the scenario whose figures count.
  /// - Returns: all quantities at each corner, with effect scales of 1; empty where nothing is left open.
  func corners(_ provenance: [Provenance], _ scenario: Int) -> [[Lanes]] {
    guard let opening = opening(provenance, scenario) else { return [] }
    // At a corner every effect stands for itself; a scale would say the same twice.
    var start = centre.parameters
    for extra in equation.quantities.extras {
      if case .effectScale = extra.quantity { start[extra.position] = Lanes(repeating: 1) }
    }
    return subsets(of: opening.effects, count: opening.determined).compactMap { corner($0, opening, start) }
  }

  private func logPoints(_ points: [Point], _ parameters: [Lanes]) -> [Double] {
    let draw = equation.centre(parameters)
    return points.map { equation.levels(equation.whole($0.scenario), as: $0.scenario, draw)[$0.month][0] }
  }

  /// The corner at which the given effects alone meet the figures; nil where they would need another sign.
  private func corner(_ free: [Int], _ opening: Opening, _ start: [Lanes]) -> [Lanes]? {
    let points = opening.points
    var parameters = start
    for position in opening.effects where !free.contains(position) { parameters[position] = Lanes(repeating: 0) }
    for _ in 0..<20 {
      let centre = logPoints(points, parameters)
      let misses = zip(points, centre).map { Lanes(repeating: .log($0.published) - $1) }
      var rows = points.map { _ in [Lanes](repeating: Lanes(repeating: 0), count: free.count) }
      for (column, position) in free.enumerated() {
        var moved = parameters
        let step = 1e-6 * max(abs(parameters[position][0]), 1e-6)
        moved[position] += step
        for (row, value) in logPoints(points, moved).enumerated() {
          rows[row][column] = Lanes(repeating: (value - centre[row]) / step)
        }
      }
      let steps = leastSquares(rows, misses)
      guard steps.allSatisfy(\.isFinite) else { return nil }
      for (column, position) in free.enumerated() { parameters[position] += steps[column] }
      if zip(free, steps).allSatisfy({ abs($1[0]) <= 1e-13 * abs(parameters[$0][0]) }) { break }
    }
    let signs = free.allSatisfy { parameters[$0][0] * start[$0][0] >= 0 }
    let isMet = zip(points, logPoints(points, parameters)).allSatisfy { point, value in
      abs(.log(point.published) - value)
        < (points.count > free.count ? 3 * max(point.tolerance, Self.resolution) : 1e-6)
    }
    return signs && isMet ? parameters : nil
  }
}

/// All choices of so many elements, in their order.
private func subsets(of elements: [Int], count: Int) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return elements.indices.flatMap { index in
    subsets(of: Array(elements[(index + 1)...]), count: count - 1).map { [elements[index]] + $0 }
  }
}
