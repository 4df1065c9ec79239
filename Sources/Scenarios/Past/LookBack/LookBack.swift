import ChurnModels
import Drivers
import Forecasting
import Series
import Univariate

/// What drivers have cost: the history as it was, beside the one with other levels of drivers, as the fitted effects have it.
///
/// The innovations of the past are known and kept, so that they widen no interval; intervals are those of the estimates. It is the run of a
/// scenario whose base is in the past.
public struct LookBack: Sendable {
  /// How a driver was, and how it would have been.
  public struct Setting: Sendable, Equatable {
    /// The raw column.
    public let column: String
    /// Its mean level in the months, as it was.
    public let actual: Double
    /// Its mean level in the months, as it would have been.
    public let instead: Double
    /// How that level came about.
    public let level: PastChange.Level
  }

  /// One month.
  public struct MonthResult: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// Users as they were; where there is no figure, what the fit makes of those around it.
    public let users: Double
    /// Whether there is a figure.
    public let isObserved: Bool
    /// Users as they would have been.
    public let instead: ForecastMonth
    /// Users lost: those that would have been less those that were; below 0 if gained.
    public let lost: UsersDifference
  }

  /// The months that change.
  public let months: [MonthResult]
  /// What was set.
  public let settings: [Setting]
  /// Users lost in the last month, by driver.
  public let lost: Attribution
  /// User-months lost in all months together, by driver.
  public let lostUserMonths: Attribution
  /// The levels that leave the range observed.
  public let extrapolations: [Extrapolation]
  /// The coverages of the intervals, ascending.
  public let coverages: [Double]
  /// The number of draws.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64

  /// The name of the history as it was, as a scenario.
  public static let actual = "as it was"
  /// The name of the other one.
  public static let instead = "instead"

  /// Goes through the past of a fit again.
  ///
  /// - Parameters:
  ///   - fit: a fit with drivers.
  ///   - changes: what would have been; empty for every driver at its reference level.
  ///   - since: the first month that changes; nil for the month after the first figure.
  ///   - until: the last month; nil for that of the last figure.
  ///   - coverages: the coverages of the intervals, between 0 and 1.
  ///   - draws: the number of draws of the estimates, even.
  ///   - seed: their seed.
  /// - Throws: ``LookBackError``, ``ScenarioError``, errors of drivers.
  public init(
    _ fit: any RecursiveFit, _ changes: [PastChange] = [], since: Month? = nil, until: Month? = nil,
    coverages: [Double] = ScenarioFile.usualCoverages, draws: Int = ForecastOptions().draws, seed: UInt64 = 1
  ) throws {
    let first = since ?? fit.pastBases.lowerBound.advanced(by: 1)
    let last = until ?? fit.origin
    guard first > fit.pastBases.lowerBound, first <= last, last <= fit.origin else {
      throw LookBackError.monthsOutsideData(
        since: first, until: last, first: fit.pastBases.lowerBound, last: fit.origin)
    }
    let range = first..<last.advanced(by: 1)
    let changes = changes.isEmpty ? fit.specification.driverColumns.map { PastChange($0, .reference) } : changes
    guard !changes.isEmpty else { throw LookBackError.noDrivers }
    var paths: [ScenarioFile.Path] = []
    for change in changes {
      let path = try change.path(in: fit, range).path
      guard !paths.contains(where: { $0.column == path.column }) else {
        throw LookBackError.repeatedDriver(path.column)
      }
      paths.append(path)
    }
    let file = ScenarioFile(
      base: .fit(month: first.advanced(by: -1)), model: .saved("fit"), horizon: last,
      scenarios: [.init(Self.actual), .init(Self.instead, paths)], coverages: coverages, draws: draws, seed: seed)
    let solution = try ScenarioSolution(file, ScenarioInputs(fits: ["fit": fit])).keepingDraws()
    let run = try solution.run()
    lost = try solution.attribute()
    lostUserMonths = try solution.attribute(isCumulated: true)
    let (was, instead) = (run.scenarios[0], run.scenarios[1])
    months = was.months.indices.map { index in
      let month = was.months[index].month
      return MonthResult(
        month: month, users: was.months[index].median, isObserved: fit.data.mau[month] != nil,
        instead: instead.months[index], lost: instead.differences[index])
    }
    settings = zip(paths, changes).map { path, change in
      let column = run.driverLevels.first { $0.driver == path.column }
      func mean(_ scenario: Int) -> Double {
        column.map { $0.paths[scenario].reduce(0, +) / Double(max(1, $0.paths[scenario].count)) } ?? .nan
      }
      return Setting(column: path.column, actual: mean(0), instead: mean(1), level: change.level)
    }
    extrapolations = run.extrapolations.filter { $0.scenario == Self.instead }
    (self.coverages, self.draws, self.seed) = (file.coverages, draws, seed)
  }
}
