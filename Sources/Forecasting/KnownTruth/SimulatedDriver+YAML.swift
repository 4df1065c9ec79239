import ChurnModels
import Drivers

extension SimulatedDriver {
  /// Reads a process with its numbers.
  ///
  /// - Parameter node: the value under the driver's name.
  /// - Throws: ``SpecificationError`` with the line.
  init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ["process"] + Self.keys)
    func only(_ keys: [String]) throws { _ = try node.mapping(known: ["process"] + keys) }
    func rate() throws -> Double {
      try mapping.required("rate").number("a rate above 0, up to 1e9") { $0 > 0 && $0 <= 1e9 }
    }
    func number(_ key: String) throws -> Double { try mapping[key]?.number() ?? 0 }
    func deviation() throws -> Double { try mapping["sd"]?.number("a number above 0") { $0 > 0 } ?? 1 }
    func persistence() throws -> Double {
      try mapping["persistence"]?.number("a number between -1 and 1") { abs($0) < 1 } ?? 0
    }
    switch try mapping.required("process").word(DriverProcess.self) {
    case .autoregressive:
      try only(["mean", "sd", "persistence"])
      self = .autoregressive(mean: try number("mean"), deviation: try deviation(), persistence: try persistence())
    case .seasonal:
      try only(["mean", "amplitude", "sd", "persistence"])
      self = .seasonal(
        mean: try number("mean"), amplitude: try number("amplitude"), deviation: try deviation(),
        persistence: try persistence())
    case .randomWalk:
      try only(["start", "sd"])
      self = .randomWalk(start: try number("start"), deviation: try deviation())
    case .poisson:
      try only(["rate"])
      self = .poisson(rate: try rate())
    case .negativeBinomial:
      try only(["rate", "size"])
      let size = try mapping.required("size").number("a size from 0.01 to 1e9") { (0.01...1e9).contains($0) }
      self = .negativeBinomial(rate: try rate(), size: size)
    }
  }

  /// The numbers of all processes.
  private static let keys = ["mean", "amplitude", "start", "sd", "persistence", "rate", "size"]
}
