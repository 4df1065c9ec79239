import ChurnModels
import Drivers

extension DriverRandomness {
  /// The words of distributions: the processes of drivers, and two that are not processes.
  public static let words = DriverProcess.allCases.map(\.rawValue) + ["triangular", "history"]

  /// Reads a distribution: a word, or a mapping of `process` and its numbers.
  init(_ node: SpecificationNode) throws {
    if node.isScalar {
      switch try Self.word(node) {
      case DriverProcess.poisson.rawValue: self = .poisson(rate: nil)
      case "history": self = .history(values: nil, block: 1)
      case let word: throw node.error(expected: "possible as a word; write {process: \(word), …} with its numbers")
      }
      return
    }
    let mapping = try node.mapping(known: ScenarioKeys.distribution)
    let word = try Self.word(mapping.required("process"))
    _ = try node.mapping(known: ["process"] + Self.keys(of: word))
    if let process = DriverProcess(rawValue: word) {
      try self.init(process, mapping)
    } else if word == "triangular" {
      let low = try mapping.required("low").number()
      let high = try mapping.required("high").number("a level from \(low) on") { $0 >= low }
      self = .triangular(
        low: low, mode: try mapping["mode"]?.number("a level from \(low) to \(high)") { (low...high).contains($0) },
        high: high)
    } else {
      let values = try mapping["values"]?.items().map { try $0.number() }
      if let node = mapping["values"], values?.isEmpty == true { throw node.error(expected: "a list of values") }
      let block = try mapping["block"]?.number("a whole number of months from 1 to 120") {
        (1...120).contains($0) && $0 == $0.rounded()
      }
      self = .history(values: values, block: Int(block ?? 1))
    }
  }

  private init(_ process: DriverProcess, _ mapping: SpecificationMapping) throws {
    func rate() throws -> Double? { try mapping["rate"]?.number("a rate from 0 to 1e9") { (0...1e9).contains($0) } }
    func deviation() throws -> Double {
      try mapping.required("sd").number("a standard deviation, 0 or above") { $0 >= 0 }
    }
    func persistence() throws -> Double {
      try mapping["persistence"]?.number("a persistence from 0 to below 1") { (0..<1).contains($0) } ?? 0
    }
    let lowest = try mapping["lowest"]?.number()
    switch process {
    case .poisson: self = .poisson(rate: try rate())
    case .negativeBinomial:
      self = .negativeBinomial(
        rate: try rate(),
        size: try mapping.required("size").number("a size from 0.01 to 1e9") { (0.01...1e9).contains($0) })
    case .autoregressive:
      self = .autoregressive(
        mean: try mapping["mean"]?.number(), standardDeviation: try deviation(), persistence: try persistence(),
        lowest: lowest)
    case .seasonal:
      self = .seasonal(
        pattern: nil, standardDeviation: try deviation(), persistence: try persistence(), lowest: lowest)
    case .randomWalk: self = .randomWalk(standardDeviation: try deviation(), lowest: lowest)
    }
  }

  /// A word of the list; the old one for an autoregression is taken with a remark.
  private static func word(_ node: SpecificationNode) throws -> String {
    let autoregressive = DriverProcess.autoregressive.rawValue
    if node.isScalar, try node.text() == "normal" {
      node.remark("normal is now called \(autoregressive)")
      return autoregressive
    }
    return try node.word(among: words)
  }

  private static func keys(of word: String) -> [String] {
    switch DriverProcess(rawValue: word) {
    case .poisson: ["rate"]
    case .negativeBinomial: ["rate", "size"]
    case .autoregressive: ["mean", "sd", "persistence", "lowest"]
    case .seasonal: ["sd", "persistence", "lowest"]
    case .randomWalk: ["sd", "lowest"]
    case nil: word == "triangular" ? ["low", "mode", "high"] : ["values", "block"]
    }
  }
}
