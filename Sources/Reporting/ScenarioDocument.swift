import Forecasting
import Scenarios
import Series

/// The JSON document of a scenario run.
struct ScenarioDocument: Encodable {
  struct Outcome: Encodable {
    let name: String
    let basis: [String]
    let months: [MonthDocument]
    let differences: [MonthDocument]
  }

  struct Comparison: Encodable {
    let scenario: String
    let month: Month
    let published: Double
    let users: Double
    let relativeDifference: Double
    let role: String
    let source: String
  }

  struct Parameter: Encodable {
    let name: String
    let value: Double
    let lower: Double?
    let upper: Double?
    let provenance: String
  }

  struct Driver: Encodable {
    let driver: String
    let reference: Double
    let levels: [String: Double]
    let provenance: String
  }

  struct Calibration: Encodable {
    let unknown: String
    let value: Double
    let lower: Double?
    let upper: Double?
    let scenario: String
    let month: Month
    let published: Double
  }

  let title: String
  let base: MonthUsers
  let reference: String
  let levels: [Double]
  let scenarios: [Outcome]
  let published: [Comparison]
  let parameters: [Parameter]
  let driverLevels: [Driver]
  let calibration: Calibration?
  let draws: Int
  let seed: UInt64
  let notes: [String]

  struct MonthUsers: Encodable {
    let month: Month
    let users: Double
  }

  init(_ run: ScenarioRun) {
    title = run.title
    base = MonthUsers(month: run.baseMonth, users: NumberText.rounded(run.baseUsers))
    reference = run.reference
    levels = run.levels
    scenarios = run.scenarios.map { outcome in
      Outcome(
        name: outcome.name, basis: outcome.basis.map(\.rawValue), months: outcome.months.map(MonthDocument.init),
        differences: outcome.differences.map {
          MonthDocument(month: $0.month, median: $0.median, intervals: $0.intervals)
        })
    }
    published = run.comparisons.map {
      Comparison(
        scenario: $0.scenario, month: $0.month, published: $0.published, users: NumberText.rounded($0.users),
        relativeDifference: $0.relativeDifference, role: $0.role.rawValue, source: $0.source)
    }
    parameters = run.parameters.map {
      Parameter(
        name: $0.name, value: $0.value, lower: $0.interval?.lowerBound, upper: $0.interval?.upperBound,
        provenance: $0.provenance.rawValue)
    }
    driverLevels = run.driverLevels.map { driver in
      Driver(
        driver: driver.driver, reference: driver.reference,
        levels: .init(zip(run.scenarios.map(\.name), driver.levels)) { first, _ in first },
        provenance: Provenance.assumed.rawValue)
    }
    calibration = run.calibration.map {
      Calibration(
        unknown: $0.unknown.rawValue, value: $0.value, lower: $0.interval?.lowerBound, upper: $0.interval?.upperBound,
        scenario: $0.scenario, month: $0.month, published: $0.published)
    }
    draws = run.draws
    seed = run.seed
    notes = ScenarioNotes(run).texts
  }
}
