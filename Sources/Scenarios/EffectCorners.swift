import ChurnModels
import Drivers
import Forecasting
import RealModule

extension Calibration {
  /// The most effects whose corners are looked for.
  private static let mostEffects = 12

  /// The assumed effects of which the points determine no more than the joint size: they are looked for, move the points,
  /// and are more than the points. Empty where there are none.
  ///
  /// - Parameter provenance: where each quantity comes from.
  /// - Returns: their positions among the quantities.
  func openEffects(_ provenance: [Provenance]) -> [Int] {
    let distribution = equation.quantities.distribution
    let central = centre.parameters
    let effects = equation.model.specification.driverIndices.filter { position in
      provenance[position] == .calibrated && !distribution.estimated[position] && central[position][0] != 0
        && moves(position, central)
    }
    return effects.count > points.count && effects.count <= Self.mostEffects ? effects : []
  }

  /// The corners of the set of assumed effects, of their stated signs, with which the points are met: as many effects as
  /// points explain them alone, and the others are zero.
  ///
  /// - Parameter provenance: where each quantity comes from.
  /// - Returns: all quantities at each corner, with effect scales of 1; empty where nothing is left open.
  func corners(_ provenance: [Provenance]) -> [[Lanes]] {
    let effects = openEffects(provenance)
    guard !effects.isEmpty else { return [] }
    let central = centre.parameters
    // At a corner every effect stands for itself; a scale would say the same twice.
    var start = central
    for extra in equation.quantities.extras {
      if case .effectScale = extra.quantity { start[extra.position] = Lanes(repeating: 1) }
    }
    return subsets(of: effects, count: points.count).compactMap { corner($0, effects, start) }
  }

  /// Whether an effect moves a point.
  private func moves(_ position: Int, _ parameters: [Lanes]) -> Bool {
    var without = parameters
    without[position] = Lanes(repeating: 0)
    return zip(logPoints(parameters), logPoints(without)).contains { abs($0 - $1) > 1e-12 }
  }

  private func logPoints(_ parameters: [Lanes]) -> [Double] {
    let draw = equation.centre(parameters)
    return points.map { equation.levels(equation.whole($0.scenario), as: $0.scenario, draw)[$0.month][0] }
  }

  /// The corner at which the given effects alone meet the points; nil where they would need another sign.
  private func corner(_ free: [Int], _ effects: [Int], _ start: [Lanes]) -> [Lanes]? {
    var parameters = start
    for position in effects where !free.contains(position) { parameters[position] = Lanes(repeating: 0) }
    for _ in 0..<20 {
      let centre = logPoints(parameters)
      let misses = zip(points, centre).map { Lanes(repeating: .log($0.published) - $1) }
      var rows = points.map { _ in [Lanes](repeating: Lanes(repeating: 0), count: free.count) }
      for (column, position) in free.enumerated() {
        var moved = parameters
        let step = 1e-6 * max(abs(parameters[position][0]), 1e-6)
        moved[position] += step
        for (row, value) in logPoints(moved).enumerated() {
          rows[row][column] = Lanes(repeating: (value - centre[row]) / step)
        }
      }
      let steps = leastSquares(rows, misses)
      guard steps.allSatisfy(\.isFinite) else { return nil }
      for (column, position) in free.enumerated() { parameters[position] += steps[column] }
      if zip(free, steps).allSatisfy({ abs($1[0]) <= 1e-13 * abs(parameters[$0][0]) }) { break }
    }
    let signs = free.allSatisfy { parameters[$0][0] * start[$0][0] >= 0 }
    let isMet = zip(points, logPoints(parameters)).allSatisfy { abs(.log($0.published) - $1) < 1e-6 }
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
