import Drivers
import Forecasting
import RealModule
import Sampling
import Series

/// What a unit more of each driver costs in users.
public struct PriceList: Sendable, Equatable {
  /// Users lost (below 0) or won, with the interval of the widest level.
  public struct Amount: Sendable, Equatable {
    /// At the centre of the assumptions.
    public let users: Double
    /// The interval.
    public let interval: ClosedRange<Double>
  }

  /// The prices of one driver.
  public struct Item: Sendable, Equatable {
    /// The raw column or upstream quantity.
    public let driver: String
    /// The unit: so much more of the raw column.
    public let unit: Double
    /// For a unit more in every month from the one behind the base on.
    public let sustained: Amount
    /// For a unit more in the month behind the base alone.
    public let single: Amount
    /// Whether the numbers behind it were assumed, estimated or calibrated.
    public let provenance: Provenance
  }

  /// The scenario that is changed.
  public let scenario: String
  /// The month behind the base, in which single units count and sustained ones begin.
  public let from: Month
  /// The month whose users are counted.
  public let month: Month
  /// One a driver, in the order of the model.
  public let items: [Item]
  /// Money a user, where it was given.
  public let valuePerUser: Double?
  /// The level of the intervals.
  public let level: Double
  /// The number of draws.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64
}

extension ScenarioSolution {
  /// Prices a unit more of every driver.
  ///
  /// - Parameters:
  ///   - scenario: the scenario that is changed; nil for the first that is not its own reference.
  ///   - month: the month whose users are counted; nil for the horizon.
  ///   - units: units by driver; others are those of the file, or 1, or 0.01 for a driver that never reached 2.
  ///   - valuePerUser: money a user; nil for none.
  /// - Returns: one item a driver.
  /// - Throws: ``ScenarioError`` for names and months that do not exist.
  public func price(
    _ scenario: String? = nil, month: Month? = nil, units: [String: Double] = [:], valuePerUser: Double? = nil
  ) throws -> PriceList {
    let chosen = try self.chosen(scenario)
    let month = month ?? file.horizon
    let row = try index(of: month)
    let names = equation.columns.map(\.name)
    for name in units.keys.sorted() where !names.contains(name) {
      throw ScenarioError.noSuchDriver(name, known: names)
    }
    let items = equation.columns.indices.map { (column: $0, unit: units[names[$0]] ?? unit($0)) }
    let mixtures = items.flatMap { column, unit in
      [0..<equation.months.count, 0..<1].map { months in
        var mixture = equation.whole(chosen)
        mixture.changes[column] = .init(kind: .addition, value: unit, months: months)
        return mixture
      }
    }
    func losses(_ draw: ScenarioEquation.Draw) -> [Lanes] {
      let plain = Lanes.exp(equation.levels(equation.whole(chosen), as: chosen, draw)[row])
      return mixtures.map { .exp(equation.levels($0, as: chosen, draw)[row]) - plain }
    }
    let centre = losses(self.centre).map { $0[0] }
    var samples = mixtures.map { _ in DrawSample(capacity: 20_000) }
    forEachPacket(file.draws) { draw in
      for (index, loss) in losses(draw).enumerated() { samples[index].add(loss, draw.count) }
    }
    guard centre.allSatisfy(\.isFinite), samples.allSatisfy({ $0.isWithin(.infinity) }) else {
      throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name)
    }
    let level = file.levels.last ?? 0.95
    func amount(_ index: Int) -> PriceList.Amount {
      let ends = samples[index].quantiles([(1 - level) / 2, (1 + level) / 2])
      return .init(users: centre[index], interval: ends[0]...max(ends[0], ends[1]))
    }
    return PriceList(
      scenario: file.scenarios[chosen].name, from: equation.months.lowerBound, month: month,
      items: items.enumerated().map { index, item in
        .init(
          driver: names[item.column], unit: item.unit, sustained: amount(2 * index), single: amount(2 * index + 1),
          provenance: provenance(ofColumn: item.column))
      }, valuePerUser: valuePerUser, level: level, draws: file.draws, seed: file.seed)
  }

  /// The scenario of a name, or the first that is not its own reference.
  func chosen(_ scenario: String?) throws -> Int {
    guard let scenario else { return file.scenarios.indices.first { equation.references[$0] != $0 } ?? 0 }
    guard let index = file.scenarios.firstIndex(where: { $0.name == scenario }) else {
      throw ScenarioError.unknownScenario(
        file: file.file, line: 0, name: scenario, known: file.scenarios.map(\.name))
    }
    return index
  }

  private func unit(_ column: Int) -> Double {
    let name = equation.columns[column].name
    if let stated = file.statedDrivers.first(where: { $0.driver.expression.column == name })?.unit { return stated }
    let highest = expectedLevels(column).map(abs).max() ?? 0
    return max(highest, equation.columns[column].range?.upperBound ?? 0) >= 2 ? 1 : 0.01
  }

  /// Where the effects of a column come from: the least certain of them.
  private func provenance(ofColumn column: Int) -> Provenance {
    let provenance = self.provenance
    var positions = equation.drivers.filter { $0.column == column }.flatMap { Array($0.positions) }
    if equation.upstreams.contains(column) {
      positions = equation.quantities.elasticities[column - equation.upstreams.lowerBound]
    }
    let found = Set(positions.map { provenance[$0] })
    return [.assumed, .calibrated, .estimated].first(where: found.contains) ?? .assumed
  }
}
