import ChurnModels
import Drivers
import Forecasting

/// Gives every number that the scenarios depend on its position, name and belief.
struct QuantityList {
  private let model: ScenarioModel
  private let file: ScenarioFile
  private let columns: [ScenarioColumn]
  private var kinds: [ScenarioQuantity]
  private var names: [String]
  /// The beliefs about the quantities after those of the model.
  private var added: [ScenarioFile.Uncertain] = []
  /// The calibration's beliefs about coefficients, which replace those of the model.
  private var replaced: [(position: Int, belief: ScenarioFile.Uncertain)] = []
  private var unknowns: [Int] = []

  /// The coefficients of a model.
  init(_ model: ScenarioModel, _ file: ScenarioFile, _ columns: [ScenarioColumn]) {
    self.model = model
    self.file = file
    self.columns = columns
    names = model.names
    kinds = names.indices.map { .coefficient($0) }
  }

  /// Adds the elasticities of upstream quantities.
  ///
  /// - Parameter upstreams: the positions of the upstream quantities among the columns.
  /// - Returns: what moves each column.
  mutating func addElasticities(_ upstreams: Range<Int>) -> [[UpstreamMove]] {
    var moves = [[UpstreamMove]](repeating: [], count: columns.count)
    let places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    for (source, upstream) in zip(upstreams, file.upstreams) {
      for move in upstream.moves {
        guard let column = places[move.column] else { continue }
        let position = add(
          .elasticity(column: column, upstream: source), "elasticity of \(move.column) to \(upstream.name)",
          move.elasticity)
        moves[column].append(UpstreamMove(upstream: source, elasticity: position))
      }
    }
    return moves
  }

  /// Adds the unknowns of a calibration.
  ///
  /// - Throws: ``ScenarioError/unknownQuantity(file:line:name:known:)``.
  mutating func addUnknowns() throws {
    for unknown in file.calibration?.unknowns ?? [] {
      switch unknown.quantity {
      case .effectScale(nil): add(unknown, .commonEffectScale, "effect scale", centre: 1)
      case .effectScale(let scenarios?):
        let positions = try scenarios.map { try file.index(of: $0, line: unknown.line) }
        add(
          unknown, .effectScale(scenarios: Set(positions)), "effect scale of \(scenarios.joined(separator: ", "))",
          centre: 1)
      case .effect(let name): try addEffect(unknown, name)
      case .growth: try addGrowth(unknown)
      case .carryover(let name): try addDecay(unknown, name)
      case .level(let name, let scenario):
        let known = model.columnNames
        guard known.contains(name), let column = columns.firstIndex(where: { $0.name == name }) else {
          throw unknownQuantity(unknown, name, known)
        }
        let position = try file.index(of: scenario, line: unknown.line)
        add(
          unknown, .level(column: column, scenario: position), "level of \(name) in \(scenario)",
          centre: columns[column].paths[position].end)
      }
    }
  }

  /// All quantities.
  var quantities: ScenarioQuantities {
    ScenarioQuantities(
      kinds: kinds, names: names,
      distribution: model.distribution.inserting(added, at: model.distribution.mean.count).stating(replaced),
      effects: model.specification.driverIndices, unknowns: unknowns, columns: columns.count,
      scenarios: file.scenarios.count)
  }

  private mutating func addEffect(_ unknown: ScenarioFile.CalibrationRequest.Unknown, _ name: String) throws {
    let drivers = model.specification.drivers
    guard let driver = drivers.firstIndex(where: { $0.name == name }), drivers[driver].columnCount == 1 else {
      throw unknownQuantity(unknown, name, drivers.filter { $0.columnCount == 1 }.map(\.name))
    }
    let position = model.specification.indices(ofDriver: driver).lowerBound
    unknowns.append(position)
    if let prior = unknown.prior { replaced.append((position, prior)) }
  }

  private mutating func addGrowth(_ unknown: ScenarioFile.CalibrationRequest.Unknown) throws {
    guard model.specification.flows == nil else {
      throw SpecificationError.badValue(
        file: file.file, line: unknown.line, key: "unknown", value: "growth",
        expected: "another unknown: with stock and flow, growth follows from the users who come and leave")
    }
    guard model.specification.driftIndex == nil else {
      throw SpecificationError.badValue(
        file: file.file, line: unknown.line, key: "unknown", value: "growth",
        expected:
          "another unknown: the baseline of this fit drifts. Fit it with `--baseline constant` for one growth rate")
    }
    unknowns.append(0)
    guard let prior = unknown.prior else { return }
    guard model.specification.baseline == .constant else {
      throw SpecificationError.badValue(
        file: file.file, line: unknown.line, key: "prior", value: "growth",
        expected:
          "allowed with a \(model.specification.baseline.rawValue) baseline, whose coefficient is not yearly growth")
    }
    replaced.append((0, prior.growthPerMonth))
  }

  private mutating func addDecay(_ unknown: ScenarioFile.CalibrationRequest.Unknown, _ name: String) throws {
    let drivers = model.specification.drivers
    let stated = drivers.indices.filter { $0 >= model.fittedDrivers && drivers[$0].expression.statedDecay != nil }
    guard let driver = stated.first(where: { drivers[$0].name == name }),
      let decay = drivers[driver].expression.statedDecay
    else { throw unknownQuantity(unknown, name, stated.map { drivers[$0].name }) }
    add(unknown, .decay(driver: driver), "carryover of \(name)", centre: decay)
  }

  private func unknownQuantity(
    _ unknown: ScenarioFile.CalibrationRequest.Unknown, _ name: String, _ known: [String]
  ) -> ScenarioError {
    .unknownQuantity(file: file.file, line: unknown.line, name: name, known: known)
  }

  private mutating func add(
    _ unknown: ScenarioFile.CalibrationRequest.Unknown, _ kind: ScenarioQuantity, _ name: String, centre: Double
  ) {
    unknowns.append(add(kind, name, unknown.prior ?? .init(value: centre)))
  }

  private mutating func add(_ kind: ScenarioQuantity, _ name: String, _ belief: ScenarioFile.Uncertain) -> Int {
    kinds.append(kind)
    names.append(name)
    added.append(belief)
    return names.count - 1
  }
}
