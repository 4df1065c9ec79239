import Drivers
import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioSolution {
  /// Prices one more unit of every driver.
  ///
  /// - Parameters:
  ///   - scenario: the scenario that is changed; nil for the first that is not its own reference.
  ///   - month: the month whose users are counted; nil for the horizon.
  ///   - units: units by driver; others are those of the file, or 1, or 0.01 for a driver that never reached 2.
  ///   - valuePerUser: money per user; nil for none.
  /// - Returns: one item per driver.
  /// - Throws: ``ScenarioError`` for names and months that do not exist.
  public func price(
    _ scenario: String? = nil, month: Month? = nil, units: [String: Double] = [:], valuePerUser: Double? = nil
  ) throws -> PriceList {
    let chosen = try self.chosen(scenario)
    let month = month ?? file.horizon
    let row = try index(of: month)
    let names = equation.columns.map(\.name)
    for name in units.keys.sorted() { _ = try column(name) }
    let items = equation.columns.indices.map { (column: $0, unit: units[names[$0]] ?? unit($0)) }
    let counterfactuals = items.flatMap { column, unit in
      [0..<equation.months.count, 0..<1].map { months in
        var counterfactual = equation.whole(chosen)
        counterfactual.interventions[column] = .init(kind: .addition, value: unit, months: months)
        return counterfactual
      }
    }
    func losses(_ draw: ScenarioDraw) -> [Lanes] {
      let plain = Lanes.exp(equation.levels(equation.whole(chosen), as: chosen, draw)[row])
      return counterfactuals.map { .exp(equation.levels($0, as: chosen, draw)[row]) - plain }
    }
    let centre = losses(self.centre).map { $0[0] }
    var samples = counterfactuals.map { _ in DrawSample(capacity: 20_000) }
    forEachPacket(file.draws) { draw in
      for (index, loss) in losses(draw).enumerated() { samples[index].add(loss, draw.count) }
    }
    guard centre.allSatisfy(\.isFinite), samples.allSatisfy({ $0.isWithin(.infinity) }) else {
      throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name)
    }
    let coverage = widestCoverage
    func amount(_ index: Int) -> PriceList.Amount {
      let ends = samples[index].quantiles([(1 - coverage) / 2, (1 + coverage) / 2])
      return .init(users: centre[index], interval: ends[0]...max(ends[0], ends[1]))
    }
    return PriceList(
      scenario: file.scenarios[chosen].name, from: equation.months.lowerBound, month: month,
      items: items.enumerated().map { index, item in
        .init(
          driver: names[item.column], unit: item.unit, sustained: amount(2 * index), single: amount(2 * index + 1),
          provenance: provenance(ofColumn: item.column))
      }, valuePerUser: valuePerUser, coverage: coverage, draws: file.draws, seed: file.seed)
  }

  private func unit(_ column: Int) -> Double {
    let name = equation.columns[column].name
    if let stated = file.statedDrivers.first(where: { $0.driver.expression.column == name })?.unit { return stated }
    let highest = expectedLevels(column).map(abs).max() ?? 0
    return max(highest, equation.columns[column].range?.upperBound ?? 0) >= 2 ? 1 : 0.01
  }
}
