import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioSolution {
  /// Moves each input alone.
  ///
  /// - Parameters:
  ///   - scenario: the scenario; nil for the first that is not its own reference.
  ///   - month: the month whose users are counted; nil for the horizon.
  /// - Returns: one bar for every input that is uncertain or differs from the reference.
  /// - Throws: ``ScenarioError`` for names and months that do not exist.
  public func tornado(_ scenario: String? = nil, month: Month? = nil) throws -> Tornado {
    let chosen = try chosen(scenario)
    let month = month ?? file.horizon
    let inputs = TornadoInputs(self, scenario: chosen, month: try index(of: month))
    let bars = inputs.parameters + inputs.paths + inputs.randomness + inputs.innovations
    let users = inputs.users
    guard users.isFinite, bars.allSatisfy({ $0.users.low.isFinite && $0.users.high.isFinite }) else {
      throw ScenarioError.notFinite(scenario: file.scenarios[chosen].name)
    }
    // The sort keeps the order of inputs with the same swing.
    let order = bars.indices.filter { bars[$0].swing > 1e-9 * users }.sorted {
      bars[$0].swing != bars[$1].swing ? bars[$0].swing > bars[$1].swing : $0 < $1
    }
    let reference = equation.scenarios[chosen].reference
    return Tornado(
      scenario: file.scenarios[chosen].name, reference: reference == chosen ? nil : file.scenarios[reference].name,
      month: month, users: users, bars: order.map { bars[$0] }, coverage: widestCoverage, draws: file.draws,
      seed: file.seed)
  }
}
