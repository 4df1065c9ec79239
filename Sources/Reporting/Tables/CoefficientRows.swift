import ChurnModels

/// Coefficients as rows of a table, of CSV and of JSON, the same for every model.
package enum CoefficientRows {
  /// The level of their intervals.
  package static let level = 0.95

  static func table() -> TextTable {
    let headers = ["coefficient", "estimate", "std. error", "\(NumberText.level(level)) % interval", "t", "p", ""]
    return TextTable(zip(headers, [.left, .right, .right, .right, .right, .right, .left]).map { ($0, $1) })
  }

  static func cells(_ coefficient: Coefficient, verdict: String) -> [String] {
    let interval = coefficient.interval(level: level)
    return [
      coefficient.name, NumberText.significant(coefficient.estimate),
      coefficient.hasError ? NumberText.significant(coefficient.standardError) : "none",
      coefficient.hasError
        ? NumberText.interval(NumberText.significant(interval.lowerBound), NumberText.significant(interval.upperBound))
        : "",
      coefficient.hasError ? NumberText.fixed(coefficient.t, 2) : "", coefficient.p.map(NumberText.probability) ?? "",
      verdict,
    ]
  }

  /// What the interval of an effect of a driver says.
  static func verdict(_ effect: Coefficient) -> String {
    if effect.freeEstimate != nil { return "held at 0 by its sign" }
    if effect.interval(level: level).contains(0) { return "no evidence of an effect" }
    return effect.estimate > 0 ? "harmful" : "helpful"
  }

  static func csv(_ coefficients: [Coefficient]) -> String {
    CSVText.rows(
      [["name", "estimate", "standardError", "lower", "upper", "t", "p"]]
        + coefficients.map { coefficient in
          let interval = coefficient.interval(level: level)
          let inference = [coefficient.standardError, interval.lowerBound, interval.upperBound, coefficient.t]
          return [coefficient.name, "\(coefficient.estimate)"]
            + inference.map { coefficient.hasError ? "\($0)" : "" } + [coefficient.p.map { "\($0)" } ?? ""]
        })
  }

  /// The JSON object of a coefficient.
  struct Document: Encodable {
    let name: String
    let estimate: Double
    let standardError: Double?
    let lower: Double?
    let upper: Double?
    let t: Double?
    let p: Double?
    let freeEstimate: Double?
    let dataShare: Double

    init(_ coefficient: Coefficient) {
      let interval = coefficient.interval(level: CoefficientRows.level)
      name = coefficient.name
      estimate = coefficient.estimate
      standardError = coefficient.hasError ? coefficient.standardError : nil
      lower = coefficient.hasError ? interval.lowerBound : nil
      upper = coefficient.hasError ? interval.upperBound : nil
      t = coefficient.hasError ? JSONText.number(coefficient.t) : nil
      p = coefficient.p.flatMap(JSONText.number)
      freeEstimate = coefficient.freeEstimate
      dataShare = coefficient.dataShare
    }
  }
}
