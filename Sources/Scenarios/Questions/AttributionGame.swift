import Drivers
import Forecasting
import RealModule
import Sampling

/// Users for every combination of causes that are as in a scenario, all others as in its reference.
struct AttributionGame {
  /// A cause.
  struct Player {
    let name: String
    let kind: Attribution.Contribution.Kind
  }

  let players: [Player]
  private let equation: ScenarioEquation
  private let scenario: Int
  private let reference: Int
  /// The bit of each raw column and upstream quantity, and of each driver's event; nil where both scenarios agree.
  private let columnBits: [Int?]
  private let eventBits: [Int?]
  /// By driver: the bits that its path depends on.
  private let relevant: [[Int]]

  init(_ equation: ScenarioEquation, scenario: Int, reference: Int) {
    self.equation = equation
    self.scenario = scenario
    self.reference = reference
    var players: [Player] = []
    columnBits = equation.columns.indices.map { index in
      guard equation.paths.differs(index, scenario, reference) else { return nil }
      let column = equation.columns[index]
      players.append(Player(name: column.name, kind: equation.paths.upstreams.contains(index) ? .upstream : .driver))
      return players.count - 1
    }
    eventBits = equation.drivers.map { driver in
      guard case .event(let event) = driver.source, event.happens[scenario] != event.happens[reference] else {
        return nil
      }
      players.append(Player(name: driver.name, kind: .event))
      return players.count - 1
    }
    self.players = players
    let columnBits = columnBits
    let eventBits = eventBits
    relevant = equation.drivers.indices.map { index in
      guard let column = equation.drivers[index].column else { return eventBits[index].map { [$0] } ?? [] }
      let upstream = equation.paths.upstreams.filter { equation.paths.moves($0, column) }
      return ([column] + upstream).compactMap { columnBits[$0] }
    }
  }

  /// Users, added over some months, by combination: bit i is set where cause i is as in the scenario.
  ///
  /// - Complexity: O(2ᵏ · months): the path of a driver is worked out once for each combination of what it depends on.
  func values(_ draw: ScenarioDraw, _ months: Range<Int>) -> [Lanes] {
    let scaled = equation.scaled(draw, scenario)
    var common = equation.recursion.inputs(scaled)
    /// By driver with causes, by combination of its own bits.
    var losses: [(bits: [Int], channel: InputChannel, losses: [[Lanes]])] = []
    for driver in equation.drivers.indices {
      let bits = relevant[driver]
      let own = (0..<(1 << bits.count)).map { combination in
        var set = 0
        for (position, bit) in bits.enumerated() where combination >> position & 1 == 1 { set |= 1 << bit }
        return equation.loss(driver, counterfactual(set), draw, scaled)
      }
      let channel = equation.drivers[driver].channel
      if bits.isEmpty {
        common.change(channel) { values in for month in values.indices { values[month] -= own[0][month] } }
      } else {
        losses.append((bits, channel, own))
      }
    }
    let last = months.upperBound
    return (0..<(1 << players.count)).map { set in
      var inputs = common
      for (bits, channel, own) in losses {
        var combination = 0
        for (position, bit) in bits.enumerated() { combination |= (set >> bit & 1) << position }
        let loss = own[combination]
        inputs.change(channel) { values in for month in 0..<last { values[month] -= loss[month] } }
      }
      let path = equation.accumulated(inputs, as: scenario, scaled, draw.errors)
      return months.reduce(Lanes(repeating: 0)) { $0 + .exp(path[$1]) }
    }
  }

  private func counterfactual(_ set: Int) -> Counterfactual {
    func origin(_ bit: Int?) -> Int { bit.map { set >> $0 & 1 == 1 ? scenario : reference } ?? reference }
    return Counterfactual(columns: columnBits.map(origin), events: eventBits.map(origin))
  }
}
