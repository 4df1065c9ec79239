import ChurnModels
import RealModule
import Sampling
import Series

/// Cohort tables for tests of retention.
enum RetentionTables {
  /// Percentages that Fader and Hardie (2007) print for 1,000 customers of two segments.
  static let regular: [Double] = [1000, 631, 468, 382, 326, 289, 262, 241]
  static let highEnd: [Double] = [1000, 869, 743, 653, 593, 551, 517, 491]

  static func single(_ users: [Double], name: String = "all") throws -> CohortTable {
    try CohortTable(rows: users.enumerated().map { CohortRow(cohort: name, age: $0, users: $1) })
  }

  static let first = Month(year: 2021, month: 1)

  /// Correct digits: −log₁₀ of the relative error.
  static func digits(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 16 : -.log10(abs(value - reference) / abs(reference))
  }

  /// Monthly cohorts whose users leave with logit h = level − 0.6 ln a + 0.15 z + τ·shock, and z.
  static func simulated(
    months: Int = 24, size: Double = 2000, level: Double = -1.6, shock: Double = 0.2, seed: UInt64 = 1
  ) throws -> (table: CohortTable, driver: MonthlyColumn) {
    var stream = RandomStream(seed: seed, index: 0)
    let z = (0..<(months + 24)).map { _ in 1.5 * stream.gamma(shape: 1) }
    let shocks = (0..<months).map { _ in shock * stream.normal() }
    var rows: [CohortRow] = []
    for c in 0..<months {
      var users = (size * .exp(0.2 * stream.normal())).rounded()
      rows.append(CohortRow(cohort: "\(first.advanced(by: c))", age: 0, users: users))
      for age in stride(from: 1, to: months - c, by: 1) {
        let h = 1 / (1 + .exp(-(level - 0.6 * .log(Double(age)) + 0.15 * z[c + age] + shocks[c + age])))
        let lost = users * h + (users * h * (1 - h)).squareRoot() * stream.normal()
        users -= min(max(lost.rounded(), 0), users)
        rows.append(CohortRow(cohort: "\(first.advanced(by: c))", age: age, users: users))
      }
    }
    return (try CohortTable(rows: rows), MonthlyColumn(name: "outages", first: first, values: z))
  }
}
