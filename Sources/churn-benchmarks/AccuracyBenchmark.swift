import ArgumentParser
import ChurnForecast

/// Forecasts the ends of given series with the forecasters without drivers and prints their accuracy.
struct AccuracyBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Mean sMAPE and MASE of the forecasters without drivers on a file of series.",
    discussion: """
      The file has a header and a line a series: name, figures a year, figures to forecast, and all figures separated by \
      blanks, for example `N1402,12,18,1200 1250 …`. Errors are means over horizons, then over series.
      """)

  @Argument(help: "A CSV file of series.") var file: String

  func run() throws {
    let lines = try TextFile.text(of: file).split(separator: "\n").dropFirst()
    var sums: [Benchmark: (symmetric: Double, scaled: Double, count: Double)] = [:]
    for line in lines {
      let cells = line.split(separator: ",")
      guard cells.count == 4, let period = Int(cells[1]), let horizon = Int(cells[2]), 12 % period == 0 else {
        continue
      }
      let values = cells[3].split(separator: " ").compactMap { Double($0) }
      let past = Array(values.dropLast(horizon))
      let step = 12 / period
      let first = Month(year: 2000, month: 1)
      var column = [Double?](repeating: nil, count: (past.count - 1) * step + 1)
      for (index, value) in past.enumerated() { column[index * step] = value }
      let mau = MonthlyColumn(name: "y", first: first, values: column)
      let scale =
        (period..<past.count).reduce(0.0) { $0 + abs(past[$1] - past[$1 - period]) } / Double(past.count - period)
      for benchmark in Benchmark.allCases {
        guard let forecast = try? benchmark.forecast(mau, months: horizon * step, coverages: []) else { continue }
        let last = first.advanced(by: (past.count - 1) * step)
        var (symmetric, scaled) = (0.0, 0.0)
        for (index, actual) in values.suffix(horizon).enumerated() {
          guard let median = forecast.users(in: last.advanced(by: (index + 1) * step))?.median else { continue }
          symmetric += 200 * abs(actual - median) / (abs(actual) + abs(median)) / Double(horizon)
          scaled += abs(actual - median) / scale / Double(horizon)
        }
        let before = sums[benchmark] ?? (0, 0, 0)
        sums[benchmark] = (before.symmetric + symmetric, before.scaled + scaled, before.count + 1)
      }
    }
    for benchmark in Benchmark.allCases {
      guard let sum = sums[benchmark] else { continue }
      print(benchmark.rawValue, sum.count, sum.symmetric / sum.count, sum.scaled / sum.count)
    }
  }
}
