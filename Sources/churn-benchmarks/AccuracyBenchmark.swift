import ArgumentParser
import ChurnForecast

/// Forecasts the ends of given series with the forecasters without drivers and prints their accuracy and how often intervals hold.
struct AccuracyBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Mean errors and coverage of the forecasters without drivers on a file of series.",
    discussion: """
      The file has a header and a line a series: name, figures a year, figures to forecast, and all figures separated by \
      blanks, for example `N1402,12,18,1200 1250 …`. sMAPE, MASE and the mean scaled interval score of 95 % intervals (MSIS) \
      are means over horizons, then over series. Series with a figure of 0 or less are left out.
      """)

  @Argument(help: "A CSV file of series.") var file: String

  /// The sums over series of what is measured.
  private struct Score {
    var count = 0
    var symmetric = 0.0
    var scaled = 0.0
    var inside = [0.0, 0.0]
    var interval = 0.0
  }

  private static let coverages = [0.8, 0.95]

  func run() throws {
    let lines = try TextFile.text(of: file).split(separator: "\n").dropFirst()
    var scores: [Benchmark: Score] = [:]
    for line in lines {
      let cells = line.split(separator: ",")
      guard cells.count == 4, let period = Int(cells[1]), let horizon = Int(cells[2]), 12 % period == 0 else {
        continue
      }
      let values = cells[3].split(separator: " ").compactMap { Double($0) }
      guard values.allSatisfy({ $0 > 0 }), values.count > horizon + period else { continue }
      for benchmark in Benchmark.allCases {
        Self.score(benchmark, values, period: period, horizon: horizon, into: &scores[benchmark, default: Score()])
      }
    }
    print("forecaster series sMAPE MASE 80% 95% MSIS")
    for benchmark in Benchmark.allCases {
      guard let score = scores[benchmark], score.count > 0 else { continue }
      let means = [score.symmetric, score.scaled, score.inside[0] * 100, score.inside[1] * 100, score.interval]
      print(benchmark.rawValue, score.count, means.map { "\($0 / Double(score.count))" }.joined(separator: " "))
    }
  }

  /// Forecasts the last figures of a series from those before.
  private static func score(
    _ benchmark: Benchmark, _ values: [Double], period: Int, horizon: Int, into score: inout Score
  ) {
    let past = Array(values.dropLast(horizon))
    let step = 12 / period
    let first = Month(year: 2000, month: 1)
    var column = [Double?](repeating: nil, count: (past.count - 1) * step + 1)
    for (index, value) in past.enumerated() { column[index * step] = value }
    let mau = MonthlyColumn(name: "y", first: first, values: column)
    let scale =
      (period..<past.count).reduce(0.0) { $0 + abs(past[$1] - past[$1 - period]) } / Double(past.count - period)
    guard scale > 0, let forecast = try? benchmark.forecast(mau, months: horizon * step, coverages: coverages) else {
      return
    }
    let last = first.advanced(by: (past.count - 1) * step)
    score.count += 1
    for (index, actual) in values.suffix(horizon).enumerated() {
      guard let users = forecast.users(in: last.advanced(by: (index + 1) * step)) else { continue }
      let share = 1 / Double(horizon)
      score.symmetric += share * 200 * abs(actual - users.median) / (abs(actual) + abs(users.median))
      score.scaled += share * abs(actual - users.median) / scale
      for (place, interval) in users.intervals.enumerated() where interval.lower...interval.upper ~= actual {
        score.inside[place] += share
      }
      let wide = users.intervals[1]
      let outside = max(wide.lower - actual, actual - wide.upper, 0)
      score.interval += share * (wide.upper - wide.lower + 40 * outside) / scale
    }
  }
}
