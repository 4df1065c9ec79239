import ChurnModels
import Foundation
import Series

/// What Reference/retention_hazard.py has written: cohorts, outages, and fits by statsmodels and by dense matrices.
struct HazardReference: Decodable {
  struct Analysis: Decodable {
    let coefficients: [Double]
    let classical: [Double]
    let cluster: [Double]
    let reduced: [Double]
    let freedom: [Double]
    let overdispersion: Double
    let monthShock: Double
    let pearson: Double
    let logLikelihood: Double
  }

  struct Row: Decodable {
    let row: CohortRow

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      row = CohortRow(
        cohort: try container.decode(String.self), age: try container.decode(Int.self),
        users: try container.decode(Double.self))
    }
  }

  let rows: [Row]
  let first: Month
  let outages: [Double]
  let last: Int
  let groups: Analysis
  let smoothSeason: Analysis

  static func read() throws -> HazardReference {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: folder.appending(path: "Reference/retention_hazard.json")))
  }

  var table: CohortTable { get throws { try CohortTable(rows: rows.map(\.row)) } }
  var driver: HazardDriver {
    HazardDriver(MonthlyColumn(name: "outages", first: first, values: outages), reference: 1.5)
  }
}
