import ChurnModels
import Drivers

extension DriverRandomness {
  private enum Process: String, CaseIterable {
    case poisson, normal, triangular, history
  }

  /// Reads a distribution: a word, or a mapping of `process` and its numbers.
  init(_ node: SpecificationNode) throws {
    if node.isScalar {
      switch try node.word(Process.self) {
      case .poisson: self = .poisson(rate: nil)
      case .history: self = .history(values: nil, block: 1)
      case .normal, .triangular:
        throw node.error(expected: "possible as a word; write {process: \(try node.text()), …} with its numbers")
      }
      return
    }
    let mapping = try node.mapping(known: ScenarioKeys.distribution)
    let process = try mapping.required("process").word(Process.self)
    func only(_ keys: [String]) throws {
      _ = try node.mapping(known: ["process"] + keys)
    }
    switch process {
    case .poisson:
      try only(["rate"])
      self = .poisson(rate: try mapping["rate"]?.number("a rate from 0 to 1e9") { (0...1e9).contains($0) })
    case .normal:
      try only(["mean", "sd", "persistence", "lowest"])
      self = .normal(
        mean: try mapping["mean"]?.number(),
        standardDeviation: try mapping.required("sd").number("a standard deviation, 0 or above") { $0 >= 0 },
        persistence: try mapping["persistence"]?.number("a persistence from 0 to below 1") { (0..<1).contains($0) }
          ?? 0,
        lowest: try mapping["lowest"]?.number())
    case .triangular:
      try only(["low", "mode", "high"])
      let low = try mapping.required("low").number()
      let high = try mapping.required("high").number("a level from \(low) on") { $0 >= low }
      self = .triangular(
        low: low, mode: try mapping["mode"]?.number("a level from \(low) to \(high)") { (low...high).contains($0) },
        high: high)
    case .history:
      try only(["values", "block"])
      let values = try mapping["values"]?.items().map { try $0.number() }
      if let node = mapping["values"], values?.isEmpty == true { throw node.error(expected: "a list of values") }
      self = .history(
        values: values,
        block: Int(
          try mapping["block"]?.number("a whole number of months from 1 to 120") {
            (1...120).contains($0) && $0 == $0.rounded()
          } ?? 1))
    }
  }
}
