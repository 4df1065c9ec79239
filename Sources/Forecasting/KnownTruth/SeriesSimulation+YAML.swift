import ChurnModels
import Drivers
import Series

extension SeriesSimulation {
  /// Reads a model file that states a truth under `simulate`.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - text: its contents, YAML: the keys of a model, and `simulate` with `coefficients` (all those of the model
  ///     except the season, which is 0 where it is not stated), `innovation`, `users`, `start`, `publish` and
  ///     `drivers`.
  ///   - months: the number of months.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError``.
  public init(file: String, text: String, months: Int) throws {
    let node = try SpecificationNode(file: file, text: text)
    var specification = try ModelSpecification(node, beside: ["simulate"])
    let top = try node.mapping(known: ModelSpecification.keys + ["simulate"])
    let truth = try top.required("simulate").mapping(known: [
      "coefficients", "innovation", "users", "start", "publish", "drivers",
    ])
    if specification.flows != nil || specification.errors == .automatic {
      throw truth.node.problem("cannot be used with a stock-and-flow model or with errors auto")
    }
    // A truth leaves nothing open.
    if specification.baseline == .choice { specification.baseline = .constant }
    if specification.errors == .choice { specification.errors = .independent }
    let names = specification.coefficientNames
    let stated = try truth.required("coefficients").mapping(known: names)
    let decays = specification.decayIndices.map { names[$0] }
    let coefficients = try names.map { name in
      if name.hasPrefix("season ") { return try stated[name]?.number() ?? 0 }
      let node = try stated.required(name)
      if specification.driftIndex != nil, name == names.last {
        return try node.number("a share from 0 to 1") { (0...1).contains($0) }
      }
      return decays.contains(name)
        ? try node.number("a decay from 0 to below 1") { (0..<1).contains($0) } : try node.number()
    }
    var processes: [String: SimulatedDriver] = [:]
    for entry in try truth["drivers"]?.entries(known: specification.driverColumns) ?? [] {
      processes[entry.key] = try SimulatedDriver(entry)
    }
    let users = try truth["users"]?.users() ?? 1_000_000
    let start = try truth["start"]?.month() ?? Month(year: 2020, month: 1)
    let calendar = Month.calendar
    guard calendar.lowerBound.distance(to: start) >= Self.history, start.distance(to: calendar.upperBound) >= months - 1
    else {
      throw (truth["start"] ?? truth.node).error(
        expected: "a month from \(calendar.lowerBound.advanced(by: Self.history)) to "
          + "\(calendar.upperBound.advanced(by: 1 - months)): drivers have two years before it, and \(months) months follow"
      )
    }
    self.init(
      specification, coefficients: coefficients,
      innovation: try truth["innovation"]?.number("a number from 0") { $0 >= 0 } ?? 0.01, users: users,
      first: start, months: months, processes: processes,
      publication: try truth["publish"]?.word(Publication.self) ?? .monthly)
    self.file = file
    line = truth.node.line
  }
}
