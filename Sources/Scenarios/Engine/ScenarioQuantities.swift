import ChurnModels
import Forecasting
import Sampling

/// All numbers on which the scenarios depend, in one list: the coefficients of the model, the elasticities of upstream
/// quantities, and the further unknowns of a calibration.
struct ScenarioQuantities: Sendable {
  /// The upper bound of a decay in a calibration.
  static let highestDecay = 0.99

  /// The range into which draws of a quantity are moved; nil for those that are not.
  func range(_ position: Int, in specification: ModelSpecification) -> ClosedRange<Double>? {
    if case .decay = kinds[position] { return 0...Self.highestDecay }
    return specification.decayIndices.contains(position) ? 0...Self.highestDecay : nil
  }

  /// What each position holds.
  let kinds: [ScenarioQuantity]
  /// Names for people, one per position.
  let names: [String]
  /// The beliefs about all of them.
  let distribution: ParameterDistribution
  /// The positions of the effects of drivers and events.
  let effects: Range<Int>
  /// The positions of the unknowns of the calibration, in their order.
  let unknowns: [Int]
  /// The position of the effect scale that applies in every scenario; nil where there is none.
  let commonScale: Int?
  /// The positions of all effect scales.
  let scales: [Int]

  private let scalesByScenario: [[Int]]
  private let decays: [Int: Int]
  /// By column and scenario.
  private let levels: [[Int?]]

  /// A list of quantities.
  ///
  /// - Parameters:
  ///   - kinds: what each position holds, the coefficients of the model first.
  ///   - names: names for people, one per position.
  ///   - distribution: the beliefs about all of them.
  ///   - effects: the positions of the effects of drivers and events.
  ///   - unknowns: the positions of the unknowns of the calibration.
  ///   - columns: the number of columns.
  ///   - scenarios: the number of scenarios.
  init(
    kinds: [ScenarioQuantity], names: [String], distribution: ParameterDistribution, effects: Range<Int>,
    unknowns: [Int], columns: Int, scenarios: Int
  ) {
    self.kinds = kinds
    self.names = names
    self.distribution = distribution
    self.effects = effects
    self.unknowns = unknowns
    commonScale = kinds.firstIndex(of: .commonEffectScale)
    var scales: [[Int]] = .init(repeating: [], count: scenarios)
    var decays: [Int: Int] = [:]
    var levels = [[Int?]](repeating: .init(repeating: nil, count: scenarios), count: columns)
    var all: [Int] = []
    for (position, kind) in kinds.enumerated() {
      switch kind {
      case .coefficient, .elasticity: break
      case .commonEffectScale:
        all.append(position)
        for scenario in scales.indices { scales[scenario].append(position) }
      case .effectScale(let some):
        all.append(position)
        for scenario in some { scales[scenario].append(position) }
      case .decay(let driver): decays[driver] = position
      case .level(let column, let scenario): levels[column][scenario] = position
      }
    }
    self.scales = all
    scalesByScenario = scales
    self.decays = decays
    self.levels = levels
  }

  /// The positions of the scales that apply in a scenario.
  func scales(in scenario: Int) -> [Int] { scalesByScenario[scenario] }

  /// The position of the decay of a driver of the model if it is an unknown; nil otherwise.
  func decay(ofDriver driver: Int) -> Int? { decays[driver] }

  /// The position of the level of a column in a scenario if it is an unknown; nil otherwise.
  func level(ofColumn column: Int, in scenario: Int) -> Int? { levels[column][scenario] }

  /// The quantities as they are shown: effects with a scale that applies everywhere.
  func displayed(_ parameters: [Lanes]) -> [Lanes] {
    guard let commonScale else { return parameters }
    var result = parameters
    for position in effects { result[position] *= parameters[commonScale] }
    return result
  }

  /// The quantities, with the effect scales of a scenario applied.
  func scaled(_ parameters: [Lanes], in scenario: Int) -> [Lanes] {
    let scales = scales(in: scenario)
    guard !scales.isEmpty else { return parameters }
    var result = parameters
    var scale = Lanes(repeating: 1)
    for position in scales { scale *= parameters[position] }
    for position in effects { result[position] *= scale }
    return result
  }
}
