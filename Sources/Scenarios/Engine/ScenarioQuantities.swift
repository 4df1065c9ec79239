import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Series

/// Every number that the scenarios depend on, in one list: the coefficients of the model, the elasticities of upstream
/// quantities, and what a calibration looks for beside these.
struct ScenarioQuantities: Sendable {
  /// A quantity of a calibration that is no coefficient.
  struct Extra: Sendable {
    let quantity: ScenarioFile.CalibrationRequest.Quantity
    let position: Int
  }

  /// Names for people, one a position.
  let names: [String]
  /// What is believed of all of them.
  let distribution: ParameterDistribution
  /// The positions of the elasticities by upstream quantity and move.
  let elasticities: [[Int]]
  /// Effect scales, decays and levels that are looked for.
  let extras: [Extra]
  /// The positions of the unknowns of the calibration, in their order.
  let unknowns: [Int]

  /// The quantities of a file.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - model: its model.
  ///   - level: the level at the horizon of a column in a scenario, where a search for it starts.
  /// - Throws: ``ScenarioError/unknownQuantity(file:line:name:known:)``.
  init(
    _ file: ScenarioFile, _ model: ScenarioModel, level: (_ column: String, _ scenario: String) throws -> Double
  ) throws {
    var names = model.specification.coefficientNames
    var added: [ScenarioFile.Uncertain] = []
    func add(_ name: String, _ value: ScenarioFile.Uncertain) -> Int {
      names.append(name)
      added.append(value)
      return names.count - 1
    }
    elasticities = file.upstreams.map { upstream in
      upstream.moves.map { add("elasticity of \($0.column) to \(upstream.name)", $0.elasticity) }
    }
    var extras: [Extra] = []
    var unknowns: [Int] = []
    var replaced: [(Int, ScenarioFile.Uncertain)] = []
    for unknown in file.calibration?.unknowns ?? [] {
      func unknownName(_ name: String, _ known: [String]) -> ScenarioError {
        .unknownQuantity(file: file.file, line: unknown.line, name: name, known: known)
      }
      func extra(_ name: String, _ centre: Double) {
        let prior = unknown.prior ?? .init(value: centre)
        let position = add(name, .init(value: prior.value, standardDeviation: prior.standardDeviation))
        extras.append(Extra(quantity: unknown.quantity, position: position))
        unknowns.append(position)
      }
      switch unknown.quantity {
      case .effectScale(nil): extra("effect scale", 1)
      case .effectScale(let scenarios?): extra("effect scale of \(scenarios.joined(separator: ", "))", 1)
      case .effect(let name):
        guard let driver = model.specification.drivers.firstIndex(where: { $0.name == name }),
          model.specification.drivers[driver].columnCount == 1
        else {
          let single = model.specification.drivers.filter { $0.columnCount == 1 }
          throw unknownName(name, single.map(\.name))
        }
        let position = model.specification.indices(ofDriver: driver).lowerBound
        unknowns.append(position)
        if let prior = unknown.prior { replaced.append((position, prior)) }
      case .growth:
        unknowns.append(0)
        if let prior = unknown.prior {
          guard model.specification.baseline == .constant else {
            throw SpecificationError.badValue(
              file: file.file, line: unknown.line, key: "prior", value: "growth",
              expected:
                "possible beside a \(model.specification.baseline.rawValue) baseline, whose coefficient is no growth a year"
            )
          }
          replaced.append((0, prior.growthPerMonth))
        }
      case .carryover(let name):
        let own = model.fit?.specification.drivers.count ?? 0
        let stated = model.specification.drivers[own...].filter { $0.expression.statedDecay != nil }
        guard let decay = stated.first(where: { $0.name == name })?.expression.statedDecay else {
          throw unknownName(name, stated.map(\.name))
        }
        extra("carryover of \(name)", decay)
      case .level(let column, let scenario):
        guard model.columnNames.contains(column) else { throw unknownName(column, model.columnNames) }
        extra("level of \(column) in \(scenario)", try level(column, scenario))
      }
    }
    self.names = names
    self.extras = extras
    self.unknowns = unknowns
    distribution = model.distribution.inserting(added, at: model.distribution.mean.count).stating(replaced)
  }

  /// The positions of the scales that hold in a scenario.
  func scales(in scenario: String) -> [Int] {
    extras.compactMap { extra in
      guard case .effectScale(let scenarios) = extra.quantity, scenarios?.contains(scenario) != false else {
        return nil
      }
      return extra.position
    }
  }

  /// The position of the decay of a driver that is looked for; nil where it is not.
  func decay(of driver: String) -> Int? { extras.first { $0.quantity == .carryover(driver) }?.position }

  /// The position of the level of a column in a scenario that is looked for; nil where it is not.
  func level(of column: String, in scenario: String) -> Int? {
    extras.first { $0.quantity == .level(column, scenario: scenario) }?.position
  }
}

extension ScenarioFile.Uncertain {
  /// Growth a month for growth a year: ln(1 + g)/12, its standard deviation by the slope 1/(12 (1 + g)).
  var growthPerMonth: ScenarioFile.Uncertain {
    .init(value: .log(onePlus: value) / 12, standardDeviation: standardDeviation / (12 * (1 + value)))
  }
}

extension ParameterDistribution {
  /// The distribution with stated values in the place of some parameters, independent of the others.
  fileprivate func stating(_ replaced: [(Int, ScenarioFile.Uncertain)]) -> ParameterDistribution {
    guard !replaced.isEmpty else { return self }
    var mean = mean
    var estimated = estimated
    var wide = Matrix(rows: factor.rows, columns: factor.columns + replaced.count)
    for column in 0..<factor.columns { for row in 0..<factor.rows { wide[row, column] = factor[row, column] } }
    for (index, (position, value)) in replaced.enumerated() {
      mean[position] = value.value
      estimated[position] = false
      for column in 0..<factor.columns { wide[position, column] = 0 }
      wide[position, factor.columns + index] = value.standardDeviation
    }
    return ParameterDistribution(
      mean: mean, factor: wide, estimated: estimated, degreesOfFreedom: degreesOfFreedom, innovation: innovation,
      innovationEstimated: innovationEstimated)
  }
}
