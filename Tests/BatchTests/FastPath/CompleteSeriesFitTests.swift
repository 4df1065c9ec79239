import ChurnForecast
import RealModule
import Testing

@Suite("Complete monthly series in one storage")
struct CompleteSeriesFitTests {
  private static let specifications: [ModelSpecification] = [
    ModelSpecification(),
    ModelSpecification(baseline: .saturating),
    ModelSpecification(
      baseline: .saturating, drivers: [DriverSpecification(.column("x")), DriverSpecification(.column("y"))],
      standardErrors: .neweyWest),
    ModelSpecification(
      seasonality: .monthly,
      drivers: [DriverSpecification(.carryover(.log1p(.column("y")), decay: 0.7), reference: 0.5)], standardErrors: .hc3
    ),
    ModelSpecification(baseline: .saturating, seasonality: .monthly, standardErrors: .neweyWest),
    ModelSpecification(
      baseline: .saturating,
      drivers: [
        DriverSpecification(.lag(.column("x"), months: 2)), DriverSpecification(.change(.column("y"))),
        DriverSpecification(.threshold(.log(.column("z")), level: 0.2)),
        DriverSpecification(.step(Month(year: 2020, month: 3))),
      ]),
    ModelSpecification(drivers: [DriverSpecification(.pulse(Month(year: 2019, month: 9)))]),
  ]

  /// Figures of 2019 and later with two years of drivers before, and perhaps some months of drivers after.
  private func table(_ index: Int, later: Int) -> (first: Month, mau: [Double], raw: [String: [Double]]) {
    var stream = RandomStream(seed: 77, index: index)
    let months = 84
    var raw = ["x": [Double](), "y": [], "z": []]
    var level = 12.0
    var mau: [Double] = []
    for month in 0..<(months + later) {
      let (x, y) = (Double(stream.poisson(2)), 0.3 + 0.1 * stream.uniform())
      raw["x"]?.append(x)
      raw["y"]?.append(y)
      raw["z"]?.append(1 + stream.uniform())
      level += 0.05 * (14 - level) - 0.01 * x - 0.1 * y + 0.02 * stream.normal()
      mau.append((24..<months).contains(month) ? Double.exp(level) : .nan)
    }
    return (Month(year: 2017, month: 1), mau, raw)
  }

  @Test("The fast path gives the results of the general method", arguments: specifications.indices)
  func agreement(index: Int) throws {
    let specification = Self.specifications[index]
    var growth = try #require(CompleteSeriesFit(specification, months: 18, coverages: [0.5, 0.8, 0.95]))
    for (series, later) in [(0, 0), (1, 18), (2, 5)] {
      let (first, mau, raw) = table(series, later: later)
      func column(_ name: String, _ values: [Double]) -> MonthlyColumn {
        MonthlyColumn(name: name, first: first, values: values.map { $0.isNaN ? nil : $0 })
      }
      let table = MonthlyTable(
        mau: column("mau", mau), drivers: specification.driverColumns.map { column($0, raw[$0] ?? []) })
      let fit = try NetGrowth(specification).fit(table, benchmarks: false)
      var options = ForecastOptions()
      options.coverages = [0.5, 0.8, 0.95]
      options.computation = .closedForm
      options.drivers = .hold
      let forecast = try fit.forecast(months: 18, options: options)
      let isDone = growth.run(
        first: first, mau: mau, raw: specification.drivers.map { $0.expression.column.flatMap { raw[$0] } ?? [] })
      #expect(isDone)
      #expect(growth.first == forecast.months.first?.month)
      let expected = forecast.months.flatMap { month in
        [month.median] + month.intervals.flatMap { [$0.lower, $0.upper] }
      }
      #expect(growth.values.count == expected.count)
      #expect(zip(growth.values, expected).allSatisfy { abs($0 / $1 - 1) < 1e-11 })
      #expect(growth.coefficientNames == fit.coefficients.map(\.name))
      let inference = fit.coefficients.flatMap { coefficient in
        let interval = coefficient.interval(coverage: 0.95)
        return [coefficient.estimate, coefficient.standardError, interval.lowerBound, interval.upperBound]
      }
      #expect(zip(growth.coefficients, inference).allSatisfy { abs($0 - $1) <= 1e-10 * max(abs($1), 1e-3) })
    }
  }

  @Test("Every other case is left to the general method")
  func refusals() throws {
    for specification in [
      ModelSpecification(errors: .arma(p: 1, q: 0)), ModelSpecification(baseline: .logistic),
      ModelSpecification(baseline: .decaying), ModelSpecification(timing: .quarterAverage),
      ModelSpecification(timing: .monthAverage),
      ModelSpecification(robust: .huber), ModelSpecification(flows: Flows()),
      ModelSpecification(drivers: [DriverSpecification(.carryover(.column("x"), decay: nil))]),
      ModelSpecification(drivers: [DriverSpecification(.column("x"), missing: .zero)]),
      ModelSpecification(
        drivers: [DriverSpecification(.column("x"), prior: EffectPrior(mean: 0, standardDeviation: 1))]),
    ] { #expect(CompleteSeriesFit(specification, months: 3, coverages: []) == nil) }
    let specification = ModelSpecification(
      baseline: .saturating, drivers: [DriverSpecification(.log(.column("x")), sign: .harmful)])
    var growth = try #require(CompleteSeriesFit(specification, months: 3, coverages: [0.8]))
    let (first, mau, raw) = table(0, later: 0)
    let x = try #require(raw["y"])
    func runs(_ mau: [Double], _ raw: [Double]) -> Bool { growth.run(first: first, mau: mau, raw: [raw]) }
    #expect(runs(mau, x))
    /// The data with one value changed.
    func with(_ value: Double, at index: Int, in values: [Double]) -> [Double] {
      var result = values
      result[index] = value
      return result
    }
    #expect(!runs(with(.nan, at: 50, in: mau), x))
    #expect(!runs(mau, with(0, at: 50, in: x)))
    #expect(!runs(mau, with(.nan, at: 50, in: x)))
    #expect(!runs(mau, with(.nan, at: 83, in: x)))
    #expect(!runs(mau.map { $0.isNaN ? $0 : 5 }, x))
    #expect(!runs(mau, x.map { _ in 2 }))
    #expect(!runs(Array(mau.prefix(28)), Array(x.prefix(28))))
    #expect(!runs([], []))
    // An effect of the wrong sign: the free fit is not the answer.
    #expect(!runs(mau, zip(mau, x).map { $0.isNaN ? $1 : 1e6 / $0 }))
  }
}
