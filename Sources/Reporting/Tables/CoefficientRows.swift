import ChurnModels
import LeastSquares

/// Coefficients as a table, the same for every model.
package enum CoefficientRows {
  /// The coverage of their intervals.
  package static let coverage = Coverages.single

  /// One row per coefficient.
  ///
  /// - Parameters:
  ///   - coefficients: in the order of the model.
  ///   - units: their units for pages, in the same order; empty for none.
  ///   - profiles: intervals by the likelihood for coefficients, by name, in place of those of Student's distribution.
  ///   - measured: effects of drivers whose figures have errors, whose naive estimates stand in further columns of CSV.
  ///   - isEffect: whether a coefficient is the effect of a driver, which the table interprets.
  /// - Returns: estimates, standard errors, intervals and tests; blank where a coefficient has no standard error.
  package static func table(
    _ coefficients: [Coefficient], units: [String] = [], profiles: [String: ClosedRange<Double>] = [:],
    measured: [MeasuredEffect] = [], isEffect: (Coefficient) -> Bool = { _ in false }
  ) -> ResultTable {
    let verdicts = coefficients.map { isEffect($0) ? verdict($0) : "" }
    let explained: ResultAudience = verdicts.contains { !$0.isEmpty } ? .page : []
    return ResultTable(
      caption: "Coefficients",
      columns: [
        ResultColumn("coefficient", csv: ["name"]), ResultColumn("estimate", isNumeric: true, csv: ["estimate"]),
        ResultColumn("std. error", isNumeric: true, csv: ["standardError"]),
        ResultColumn("\(NumberText.coverage(coverage)) % interval", isNumeric: true, csv: ["lower", "upper"]),
        ResultColumn("unit", for: units.isEmpty ? [] : .page, csv: []),
        ResultColumn("t", isNumeric: true, csv: ["t"]), ResultColumn("p", isNumeric: true, csv: ["p"]),
      ]
        + (measured.isEmpty
          ? [] : ["naive", "naiveStandardError", "reliability"].map { .machine(csv: [$0], json: []) }) + [
          .machine(csv: [], json: ["freeEstimate"]), .machine(csv: [], json: ["dataShare"]),
          ResultColumn("", for: .text, csv: []), ResultColumn("interpretation", for: explained, csv: []),
        ],
      rows: zip(coefficients.indices, verdicts).map { index, verdict in
        let coefficient = coefficients[index]
        let hasError = coefficient.hasError
        return [
          ResultCell(coefficient.name), .number(coefficient.estimate),
          hasError ? .number(coefficient.standardError) : .missing("none"),
          .interval(
            hasError ? profiles[coefficient.name] ?? coefficient.interval(coverage: coverage) : nil, .significant(4)),
          ResultCell(units.indices.contains(index) ? units[index] : ""),
          .number(hasError ? coefficient.t : nil, .decimals(2)), .number(coefficient.p, .probability),
        ]
          + (measured.isEmpty
            ? [] : naive(isEffect(coefficient) ? measured.first { $0.driver == coefficient.name } : nil)) + [
            .number(coefficient.freeEstimate), .number(coefficient.dataShare), ResultCell(verdict), ResultCell(verdict),
          ]
      })
  }

  private static func naive(_ effect: MeasuredEffect?) -> [ResultCell] {
    [effect?.naive, effect?.naiveError, effect?.reliability].map { .number($0) }
  }

  /// The interpretation of the interval of a driver's effect.
  private static func verdict(_ effect: Coefficient) -> String {
    if effect.freeEstimate != nil { return "held at 0 by its sign" }
    if !effect.hasError { return "explains a single figure" }
    if effect.interval(coverage: coverage).contains(0) { return "no evidence of an effect" }
    return effect.estimate > 0 ? "harmful" : "helpful"
  }
}
