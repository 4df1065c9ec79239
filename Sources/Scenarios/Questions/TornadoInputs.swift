import Forecasting
import RealModule
import Sampling

/// The inputs of a scenario, each moved alone.
struct TornadoInputs {
  private let solution: ScenarioSolution
  private let scenario: Int
  private let month: Int
  private let central: ScenarioDraw
  private let whole: Counterfactual
  /// The columns that are drawn.
  private let random: [Int]
  /// Draws of the quantities as they are shown.
  private var quantities: [DrawSample]
  /// ln U of draws that differ by their innovations only.
  private var innovation = DrawSample(capacity: 20_000)
  /// ln U of draws that differ by one column only.
  private var driven: [DrawSample]

  private var equation: ScenarioEquation { solution.equation }

  /// Draws the inputs.
  ///
  /// - Parameters:
  ///   - solution: the scenarios.
  ///   - scenario: the scenario of the question.
  ///   - month: the index of the month whose users are counted.
  init(_ solution: ScenarioSolution, scenario: Int, month: Int) {
    let equation = solution.equation
    self.solution = solution
    self.scenario = scenario
    self.month = month
    central = solution.centre
    whole = equation.whole(scenario)
    random = equation.columns.indices.filter { equation.columns[$0].paths[scenario].randomness != nil }
    quantities = equation.quantities.names.map { _ in DrawSample(capacity: 20_000) }
    driven = random.map { _ in DrawSample(capacity: 20_000) }
    let scaled = equation.scaled(central, scenario)
    let inputs = equation.inputs(equation.effects.deviations(whole, central), scaled)
    solution.forEachPacket(solution.file.draws) { draw in
      for (position, value) in equation.quantities.displayed(draw.parameters).enumerated() {
        quantities[position].add(value, draw.count)
      }
      innovation.add(equation.accumulated(inputs, as: scenario, scaled, draw.errors)[month], draw.count)
      for (index, column) in random.enumerated() {
        driven[index].add(
          equation.levels(whole, as: scenario, central.with(column, of: draw))[month], draw.count)
      }
    }
  }

  /// Users at the centre.
  var users: Double { users(whole, central) }

  /// Coefficients, elasticities and calibrated quantities.
  var parameters: [Tornado.Bar] {
    // Effects are shown with the scale that applies to all of them.
    let commonScale = equation.quantities.commonScale
    var unscaled = central
    unscaled.parameters = equation.quantities.displayed(central.parameters)
    if let commonScale { unscaled.parameters[commonScale] = Lanes(repeating: 1) }
    return quantities.enumerated().compactMap { position, sample in
      let range = sample.quantiles(ends)
      guard position != commonScale, range[1] - range[0] > 1e-12 * max(abs(range[0]), abs(range[1])) else { return nil }
      let moved = range.map { value in
        var draw = unscaled
        draw.parameters[position] = Lanes(repeating: value)
        return users(whole, draw)
      }
      return .init(
        name: equation.quantities.names[position], kind: .parameter, inputs: (range[0], range[1]),
        users: (moved[0], moved[1]))
    }
  }

  /// The paths of drivers, from those of the reference to those of the scenario.
  var paths: [Tornado.Bar] {
    let reference = equation.scenarios[scenario].reference
    guard reference != scenario else { return [] }
    return equation.columns.indices.filter { equation.paths.differs($0, scenario, reference) }.map { column in
      var counterfactual = whole
      counterfactual.columns[column] = reference
      return .init(
        name: equation.columns[column].name, kind: .path,
        inputs: (solution.expectedEnd(column, counterfactual), solution.expectedEnd(column, whole)),
        users: (users(counterfactual, central), users(whole, central)))
    }
  }

  /// The random parts of drivers.
  var randomness: [Tornado.Bar] {
    zip(random, driven).map { column, sample in
      .init(name: equation.columns[column].name, kind: .randomness, inputs: nil, users: interval(sample))
    }
  }

  /// The monthly innovations.
  var innovations: [Tornado.Bar] {
    guard equation.quantities.distribution.innovation > 0 else { return [] }
    return [.init(name: "innovations", kind: .innovations, inputs: nil, users: interval(innovation))]
  }

  private var ends: [Double] { [(1 - solution.widestCoverage) / 2, (1 + solution.widestCoverage) / 2] }

  private func interval(_ sample: DrawSample) -> (low: Double, high: Double) {
    let range = sample.quantiles(ends)
    return (.exp(range[0]), .exp(range[1]))
  }

  private func users(_ counterfactual: Counterfactual, _ draw: ScenarioDraw) -> Double {
    .exp(equation.levels(counterfactual, as: scenario, draw)[month][0])
  }
}
