import ChurnModels
import Drivers
import Forecasting
import RealModule
import Sampling
import Series

/// What each input alone does to users, from its low to its high end, all others at their centre.
///
/// A calibration is not repeated: its solution stays at the centre, for otherwise no input could move a month that was
/// calibrated.
public struct Tornado: Sendable, Equatable {
  /// One input.
  public struct Bar: Sendable, Equatable {
    /// What the input is.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
      /// A coefficient, elasticity or what was calibrated: the ends of the widest interval of its draws.
      case parameter
      /// The path of a driver: that of the reference, and that of the scenario.
      case path
      /// The random part of a driver: the ends of the widest interval of users.
      case randomness
      /// What every month brings beside: the ends of the widest interval of users.
      case innovations
    }

    /// The input.
    public let name: String
    /// Its kind.
    public let kind: Kind
    /// The input at both ends; of a path the expected level at the horizon. Nil for what has no level.
    public let inputs: (low: Double, high: Double)?
    /// Users at both ends.
    public let users: (low: Double, high: Double)

    /// The distance between the ends, in users.
    public var swing: Double { abs(users.high - users.low) }

    /// Whether two bars are the same.
    public static func == (a: Self, b: Self) -> Bool {
      a.name == b.name && a.kind == b.kind && a.users == b.users && a.inputs?.low == b.inputs?.low
        && a.inputs?.high == b.inputs?.high
    }
  }

  /// The scenario.
  public let scenario: String
  /// Where the low ends of paths come from; nil where the scenario has no other reference.
  public let reference: String?
  /// The month.
  public let month: Month
  /// Users at the centre.
  public let users: Double
  /// The inputs, the largest swing first.
  public let bars: [Bar]
  /// The level of the ends.
  public let level: Double
  /// The number of draws behind intervals.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64
}

extension ScenarioSolution {
  /// Moves each input alone.
  ///
  /// - Parameters:
  ///   - scenario: the scenario; nil for the first that is not its own reference.
  ///   - month: whose users are counted; nil for the horizon.
  /// - Returns: one bar for every input that is uncertain or differs from the reference.
  /// - Throws: ``ScenarioError`` for names and months that do not exist.
  public func tornado(_ scenario: String? = nil, month: Month? = nil) throws -> Tornado {
    let chosen = try self.chosen(scenario)
    let month = month ?? file.horizon
    let row = try index(of: month)
    let central = centre
    let whole = equation.whole(chosen)
    let level = file.levels.last ?? 0.95
    let ends = [(1 - level) / 2, (1 + level) / 2]
    func users(_ mixture: ScenarioEquation.Mixture, _ draw: ScenarioEquation.Draw) -> Double {
      .exp(equation.levels(mixture, as: chosen, draw)[row][0])
    }
    let randomColumns = equation.columns.indices.filter { equation.columns[$0].courses[chosen].randomness != nil }
    var parameters = equation.quantities.names.map { _ in DrawSample(capacity: 20_000) }
    var innovations = DrawSample(capacity: 20_000)
    var driven = randomColumns.map { _ in DrawSample(capacity: 20_000) }
    let scaled = equation.scaled(central, chosen)
    let drifts = equation.drifts(whole, central, scaled)
    forEachPacket(file.draws) { draw in
      for (position, value) in displayed(draw).enumerated() { parameters[position].add(value, draw.count) }
      innovations.add(equation.accumulated(drifts, as: chosen, scaled, draw.errors)[row], draw.count)
      for (index, column) in randomColumns.enumerated() {
        driven[index].add(equation.levels(whole, as: chosen, central.with(column, of: draw))[row], draw.count)
      }
    }
    var bars: [Tornado.Bar] = []
    // Effects are shown with the scale that holds for all of them.
    var unscaled = central
    unscaled.parameters = displayed(central)
    if let commonScale { unscaled.parameters[commonScale] = Lanes(repeating: 1) }
    for (position, sample) in parameters.enumerated() where position != commonScale {
      let range = sample.quantiles(ends)
      guard range[1] - range[0] > 1e-12 * max(abs(range[0]), abs(range[1])) else { continue }
      let moved = range.map { value in
        var draw = unscaled
        draw.parameters[position] = Lanes(repeating: value)
        return users(whole, draw)
      }
      bars.append(
        .init(
          name: equation.quantities.names[position], kind: .parameter, inputs: (range[0], range[1]),
          users: (moved[0], moved[1])))
    }
    let reference = equation.references[chosen]
    if reference != chosen {
      for column in equation.columns.indices where equation.differs(column, chosen, reference) {
        var mixture = whole
        mixture.columns[column] = reference
        bars.append(
          .init(
            name: equation.columns[column].name, kind: .path,
            inputs: (
              equation.raw(column, mixture, central).last?[0] ?? 0, equation.raw(column, whole, central).last?[0] ?? 0
            ), users: (users(mixture, central), users(whole, central))))
      }
    }
    func interval(_ sample: DrawSample) -> (low: Double, high: Double) {
      let range = sample.quantiles(ends)
      return (.exp(range[0]), .exp(range[1]))
    }
    for (index, column) in randomColumns.enumerated() {
      bars.append(
        .init(
          name: equation.columns[column].name, kind: .randomness, inputs: nil, users: interval(driven[index])))
    }
    if equation.model.distribution.innovation > 0 {
      bars.append(.init(name: "innovations", kind: .innovations, inputs: nil, users: interval(innovations)))
    }
    let centreUsers = users(whole, central)
    guard centreUsers.isFinite, bars.allSatisfy({ $0.users.low.isFinite && $0.users.high.isFinite }) else {
      throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name)
    }
    // The sort keeps the order of inputs with the same swing.
    let order = bars.indices.filter { bars[$0].swing > 1e-9 * centreUsers }.sorted {
      bars[$0].swing != bars[$1].swing ? bars[$0].swing > bars[$1].swing : $0 < $1
    }
    return Tornado(
      scenario: file.scenarios[chosen].name, reference: reference == chosen ? nil : file.scenarios[reference].name,
      month: month, users: centreUsers, bars: order.map { bars[$0] }, level: level, draws: file.draws, seed: file.seed)
  }
}
