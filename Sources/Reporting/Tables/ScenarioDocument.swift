import Forecasting
import Scenarios
import Series

/// The JSON document of a scenario run.
struct ScenarioDocument: Encodable {
  struct Outcome: Encodable {
    let name: String
    let reference: String
    let baseUsers: Double
    let basis: [String]
    let months: [MonthDocument]
    let differences: [MonthDocument]
    let crossings: [Crossing]
  }

  struct Crossing: Encodable {
    let threshold: Double
    let probabilityAtHorizon: Double
    let probabilityEver: Double
    let median: Month?
    let early: Month?
    let late: Month?
  }

  struct Outside: Encodable {
    let scenario: String
    let driver: String
    let month: Month
    let level: Double
    let lowestSeen: Double
    let highestSeen: Double
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
    struct Unknown: Encodable {
      let name: String
      let value: Double
      let lower: Double?
      let upper: Double?
      let priorMean: Double?
      let priorSD: Double?
      let zScore: Double?
      let multipleOfRange: Double?
    }

    struct Point: Encodable {
      let scenario: String
      let month: Month
      let published: Double
      let users: Double
      let tolerance: Double
      let relativeDifference: Double
    }

    struct Range: Encodable {
      let name: String
      let value: Double
      let lower: Double?
      let upper: Double?
    }

    let unknowns: [Unknown]
    let points: [Point]
    let undetermined: [[Range]]
    let jointEffects: [String]
  }

  let title: String
  let base: MonthUsers
  let reference: String
  let levels: [Double]
  let scenarios: [Outcome]
  let published: [Comparison]
  let parameters: [Parameter]
  let driverLevels: [Driver]
  let extrapolations: [Outside]
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
        name: outcome.name, reference: outcome.reference, baseUsers: NumberText.rounded(outcome.baseUsers),
        basis: outcome.basis.map(\.rawValue), months: outcome.months.map(MonthDocument.init),
        differences: outcome.differences.map {
          MonthDocument(month: $0.month, median: $0.median, intervals: $0.intervals)
        },
        crossings: outcome.crossings.map {
          Crossing(
            threshold: $0.threshold, probabilityAtHorizon: $0.probabilityAtHorizon,
            probabilityEver: $0.probabilityEver, median: $0.median, early: $0.interval.early, late: $0.interval.late)
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
        provenance: driver.provenance.rawValue)
    }
    extrapolations = run.extrapolations.map {
      Outside(
        scenario: $0.scenario, driver: $0.driver, month: $0.month, level: $0.level, lowestSeen: $0.range.lowerBound,
        highestSeen: $0.range.upperBound)
    }
    calibration = run.calibration.map { calibration in
      Calibration(
        unknowns: calibration.unknowns.map {
          .init(
            name: $0.name, value: $0.value, lower: $0.interval?.lowerBound, upper: $0.interval?.upperBound,
            priorMean: $0.belief?.value, priorSD: $0.belief?.standardDeviation, zScore: $0.zScore,
            multipleOfRange: $0.multipleOfRange)
        },
        points: calibration.points.map {
          .init(
            scenario: $0.scenario, month: $0.month, published: $0.published, users: NumberText.rounded($0.users),
            tolerance: $0.tolerance, relativeDifference: $0.users / $0.published - 1)
        },
        undetermined: calibration.undetermined.map { direction in
          direction.ranges.map {
            .init(
              name: $0.name, value: $0.value, lower: JSONText.number($0.lower), upper: JSONText.number($0.upper))
          }
        }, jointEffects: calibration.jointEffects)
    }
    draws = run.draws
    seed = run.seed
    notes = ScenarioNotes(run).texts
  }
}
