import Sampling

extension Calibration {
  /// z of every driver, by scenario with a point.
  private typealias Deviations = [Int: [DriverDeviations]]

  /// ln U of the points for given unknowns.
  func logUsers(_ x: [Lanes], _ parameters: [Lanes], _ points: [Point]) -> [Lanes] {
    let draw = draw(x, parameters)
    return logUsers(points, deviations(points, draw), draw)
  }

  /// ln U of the points and its slopes in the unknowns, by differences.
  func slopes(
    at x: [Lanes], _ parameters: [Lanes], _ points: [Point]
  ) -> (values: [[Lanes]], centre: [Lanes]) {
    let draw = draw(x, parameters)
    let unmoved = deviations(points, draw)
    let centre = logUsers(points, unmoved, draw)
    var result = points.map { _ in [Lanes](repeating: Lanes(repeating: 0), count: x.count) }
    for index in x.indices {
      let size = 1e-6 * pointwiseMax(x[index].magnitudes, Lanes(repeating: 1e-3))
      var moved = x
      moved[index] += size
      // At an upper bound the slope is taken from the inside.
      moved[index].replace(
        with: x[index] - size, where: moved[index] .> Lanes(repeating: bounds[index].upperBound))
      let step = moved[index] - x[index]
      let other = self.draw(moved, parameters)
      let deviations = deviations(points, other, movedBy: unknowns[index], from: unmoved)
      for (row, value) in logUsers(points, deviations, other).enumerated() {
        result[row][index] = (value - centre[row]) / step
      }
    }
    return (result, centre)
  }

  /// The centre of everything, with these parameters and unknowns.
  private func draw(_ x: [Lanes], _ parameters: [Lanes]) -> ScenarioDraw {
    var parameters = parameters
    for (index, position) in unknowns.enumerated() { parameters[position] = x[index] }
    return equation.draws.centre(parameters)
  }

  private func deviations(_ points: [Point], _ draw: ScenarioDraw) -> Deviations {
    points.reduce(into: Deviations()) { known, point in
      if known[point.scenario] == nil {
        known[point.scenario] = equation.effects.deviations(equation.whole(point.scenario), draw)
      }
    }
  }

  /// The deviations after a change of one quantity: most change none of them, or those of one driver.
  private func deviations(
    _ points: [Point], _ draw: ScenarioDraw, movedBy position: Int, from unmoved: Deviations
  ) -> Deviations {
    switch equation.quantities.kinds[position] {
    case .coefficient, .commonEffectScale, .effectScale: return unmoved
    case .elasticity, .level: return deviations(points, draw)
    case .decay:
      var moved = unmoved
      for (driver, terms) in equation.drivers.enumerated() where terms.decay == position {
        for scenario in unmoved.keys {
          moved[scenario]?[driver] = equation.effects.deviations(driver, equation.whole(scenario), draw)
        }
      }
      return moved
    }
  }

  private func logUsers(_ points: [Point], _ deviations: Deviations, _ draw: ScenarioDraw) -> [Lanes] {
    var byScenario: [Int: [Lanes]] = [:]
    for (scenario, deviations) in deviations {
      let scaled = equation.scaled(draw, scenario)
      byScenario[scenario] = equation.accumulated(
        equation.inputs(deviations, scaled), as: scenario, scaled, draw.errors)
    }
    return points.map { byScenario[$0.scenario]?[$0.month] ?? Lanes(repeating: .nan) }
  }
}
