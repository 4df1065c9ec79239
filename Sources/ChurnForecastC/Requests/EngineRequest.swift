import Batch
import ChurnModels
import Drivers
import Evaluation
import Forecasting
import LeastSquares
import Models
import Parallel
import Univariate
import Workbench

/// What a caller asks for: a mapping in YAML, of which JSON is a part. Unknown keys are refused with the nearest known one.
struct EngineRequest {
  /// The model, or the choice among models; nil for a forecaster without drivers.
  let model: ModelRequest?
  /// A forecaster without drivers in place of a model.
  let benchmark: Benchmark?
  /// The columns of series, of months and of users; the first is nil where there is one series.
  var (id, time, target) = (String?.none, "ds", "y")
  /// The horizon in months.
  var months = 12
  /// The probabilities of the intervals, ascending.
  var coverages = Coverages.usual
  /// The number of simulated paths, even; nil for the usual one, in panels for the formula.
  var draws: Int?
  var seed: UInt64 = 1
  /// How drivers without later values are extended.
  var continuation = DriverContinuation.forecast
  /// The most threads.
  var threads = Workers.cores
  /// Whether all rows of a series stand together, so that the table is read piece by piece.
  var isGrouped = false
  /// The name of the column of medians; nil for that of the model.
  var alias: String?
  /// The number of figures from one origin of a backtest to the next, and before the first.
  var (every, first) = (1, Int?.none)
  /// The distribution of the effects among series, from which those of every series borrow; nil for none.
  var pool: FittedPool?
  /// Whether the model is stated, and not the automatic choice by default.
  let statesModel: Bool
  /// The work that is allowed.
  var limit = WorkLimit.usual

  /// Reads a request.
  ///
  /// - Parameter text: a mapping.
  /// - Throws: `SpecificationError` and `DriverError` with the line of the request.
  init(_ text: String) throws {
    let options = try SpecificationNode(file: "options", text: text).mapping(known: Self.keys)
    (model, benchmark) = try Self.model(options["model"])
    statesModel = options["model"] != nil
    id = try options["id"]?.text()
    time = try options["time"]?.text() ?? time
    target = try options["target"]?.text() ?? target
    months = try Self.whole(options["h"], in: 1...600) ?? months
    coverages = try options["level"].map(Self.coverages) ?? coverages
    draws = try Self.whole(options["draws"], in: 100...1_000_000)
    if let draws, draws % 2 == 1, let node = options["draws"] { throw node.error(expected: "an even number") }
    seed =
      try options["seed"].map { node in
        guard let seed = UInt64(try node.text()) else { throw node.error(expected: "a whole number from 0 on") }
        return seed
      } ?? seed
    continuation =
      try options["driver_forecast"].map { node in
        let word = try node.text()
        guard let continuation = DriverContinuation(word) else {
          throw node.error(expected: "one of \(DriverContinuation.words.joined(separator: ", "))")
        }
        return continuation
      } ?? continuation
    threads = try Self.whole(options["threads"], in: 1...1024) ?? threads
    isGrouped = try options["grouped"]?.word(among: ["true", "false"]) == "true"
    alias = try options["alias"]?.text()
    pool = try options["pool"].map { node in
      guard let pool = try? PoolText.pool(node.text()) else { throw node.error(expected: "what `cf_pool` gave") }
      guard try panelOptions.pooledDrivers().count == pool.effects.count else {
        throw node.error(expected: "the pool of the drivers of the model")
      }
      return pool
    }
    every = try Self.whole(options["step"], in: 1...10_000) ?? every
    first = try Self.whole(options["first"], in: 3...100_000)
    if try options["allow_long"]?.word(among: ["true", "false"]) == "true" { limit = .none }
  }

  private static let keys = [
    "model", "id", "time", "target", "h", "level", "draws", "seed", "driver_forecast", "threads", "grouped", "alias",
    "step", "first", "allow_long", "pool",
  ]

  /// The key of a model whose form the program chooses.
  private static let automatic = "automatic"

  private static func model(_ node: SpecificationNode?) throws -> (ModelRequest?, Benchmark?) {
    guard let node else { return (ModelRequest(), nil) }
    guard node.isScalar else {
      let isAutomatic = try node.mapping(known: ModelSpecification.keys + [automatic])[automatic] != nil
      let specification = try ModelSpecification(node, beside: [automatic])
      return (ModelRequest(specification, isAutomatic: isAutomatic), nil)
    }
    let word = try node.word(among: [ModelList.automatic] + Benchmark.allCases.map(\.rawValue))
    return word == ModelList.automatic ? (ModelRequest(), nil) : (nil, Benchmark(rawValue: word))
  }

  /// Coverages in percent; numbers below 1 are fractions: 0.8 is 80 %.
  private static func coverages(_ node: SpecificationNode) throws -> [Double] {
    let levels = try node.itemsOrSelf.map { item in
      try item.number("a coverage in percent, from 0.01 to 99.99") { (0.01...99.99).contains($0) }
    }
    guard let first = levels.first, levels.allSatisfy({ ($0 < 1) == (first < 1) }) else {
      throw node.error(expected: "coverages in percent, such as [80, 95]")
    }
    return Set(levels).sorted().map { first < 1 ? $0 : $0 / 100 }
  }

  private static func whole(_ node: SpecificationNode?, in range: ClosedRange<Int>) throws -> Int? {
    guard let node else { return nil }
    guard let number = Int(try node.text()), range.contains(number) else {
      throw node.error(expected: "a whole number between \(range.lowerBound) and \(range.upperBound)")
    }
    return number
  }

  /// The model, or forecaster without drivers, of a panel.
  var forecaster: any Model { benchmark ?? model?.model ?? ModelRequest().model }

  /// The column of series of a panel.
  var panelID: String { id ?? "unique_id" }

  /// The options of the forecasts of a panel.
  var panelOptions: PanelForecaster.Options {
    var options = PanelForecaster.Options(forecaster)
    options.months = months
    options.coverages = coverages
    (options.draws, options.seed, options.drivers, options.pool) = (draws, seed, continuation, pool)
    return options
  }

  /// The options of one forecast.
  var forecastOptions: ForecastOptions {
    var options = ForecastOptions()
    options.coverages = coverages
    options.seed = seed
    options.draws = draws ?? options.draws
    options.drivers = continuation
    return options
  }
}
