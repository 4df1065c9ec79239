import ChurnForecast
import RealModule
import Testing

@Suite("Processes of drivers")
struct DriverProcessTests {
  private func column(_ values: [Double?]) -> MonthlyColumn {
    MonthlyColumn(name: "x", first: Month(year: 2018, month: 1), values: values)
  }

  @Test("The persistence is corrected for its bias (1 + 3φ)/n, by hand")
  func bias() throws {
    // About their mean 0: φ = Σ xₜxₜ₋₁/Σ xₜ₋₁² over four pairs.
    let x: [Double] = [2, 1, -1, -3, 1]
    let cross: Double = 2 - 1 + 3 - 3
    let square: Double = 4 + 1 + 1 + 9
    let raw = cross / square
    let corrected = raw + (1 + 3 * raw) / 4
    let forecast = DriverForecast(column(x), method: .process(.autoregressive), months: 3)
    for (index, mean) in forecast.means.enumerated() {
      #expect(abs(mean - Double.pow(corrected, index + 1)) < 1e-14, "\(index)")
    }
  }

  @Test("Over many histories the corrected persistence is nearly unbiased; uncorrected it is not")
  func unbiasedness() {
    var sum = 0.0
    let (truth, months, draws) = (0.5, 36, 4000)
    for draw in 0..<draws {
      var stream = RandomStream(seed: 8, index: draw)
      let path = SimulatedDriver.autoregressive(mean: 0, deviation: 1, persistence: truth).path(months: months, &stream)
      let mean = path.reduce(0, +) / Double(months)
      let means = DriverForecast(column(path), method: .process(.autoregressive), months: 1).means
      sum += (means[0] - mean) / (path[months - 1] - mean)
    }
    // Without the correction the bias would be about −(1 + 3·0.5)/35 = −0.071.
    #expect(abs(sum / Double(draws) - truth) < 0.015)
  }

  @Test("A group chooses the process that suits the history")
  func groups() {
    var stream = RandomStream(seed: 4, index: 0)
    let steady = SimulatedDriver.poisson(rate: 4).path(months: 60, &stream)
    let varying = SimulatedDriver.negativeBinomial(rate: 4, size: 1).path(months: 60, &stream)
    func process(_ values: [Double], _ method: DriverForecastMethod) -> DriverProcess {
      DriverForecast(column(values), method: method, months: 1).process
    }
    #expect(process(varying, .counts) == .negativeBinomial)
    // A constant series varies less than any count.
    #expect(process(steady.map { _ in 4 }, .counts) == .poisson)
    let year = SimulatedDriver.seasonal(mean: 5, amplitude: 2, deviation: 0.5, persistence: 0.3)
    #expect(process(year.path(months: 60, first: 1, &stream), .meanReversion) == .seasonal)
    #expect(process(year.path(months: 35, first: 1, &stream), .meanReversion) == .autoregressive)
    #expect(process(year.path(months: 60, first: 1, &stream), .process(.randomWalk)) == .randomWalk)
  }

  @Test("A method for all drivers never takes shares for counts")
  func sharesAreNoCounts() {
    var stream = RandomStream(seed: 5, index: 0)
    let shares = column((0..<60).map { _ in 0.3 + 0.05 * stream.normal() })
    for method in [DriverForecastMethod.counts, .process(.poisson), .process(.negativeBinomial)] {
      let all = DriverContinuation.method(method)
      #expect(all.method(for: shares) == .meanReversion)
      #expect(all.method(for: column([1, 0, 4, 2, 2.5, 3])) != method)
      #expect(all.method(for: column([1, 0, 4, 2, 2, 3])) == method)
      // Stated of one column, it is what is stated.
      #expect([.poisson, .negativeBinomial].contains(DriverForecast(shares, method: method, months: 1).process))
    }
    #expect(DriverContinuation.method(.state).method(for: shares) == .state)
  }

  @Test("A simulated season is highest in January, whatever the first month")
  func phase() {
    var stream = RandomStream(seed: 1, index: 0)
    let year = SimulatedDriver.seasonal(mean: 5, amplitude: 2, deviation: 1e-9, persistence: 0)
    let path = year.path(months: 12, first: 7, &stream)
    #expect(abs(path[0] - 3) < 1e-6 && abs(path[6] - 7) < 1e-6 && abs(path[9] - 5) < 1e-6)
  }

  @Test("Every word of the list names its process, and nothing else is one")
  func words() {
    #expect(
      DriverContinuation.words == [
        "hold", "auto", "poisson", "negative-binomial", "autoregressive", "seasonal", "random-walk", "counts",
        "mean-reversion", "state",
      ])
    #expect(DriverContinuation("hold") == .hold && DriverContinuation("auto") == .forecast)
    for process in DriverProcess.allCases {
      #expect(DriverContinuation(process.rawValue) == .method(.process(process)))
    }
    #expect(DriverContinuation("held") == nil && DriverForecastMethod("hold") == nil)
  }

  @Test("Negative binomial paths vary by the size of the history, Poisson paths less")
  func overdispersion() {
    let values = (0..<24).map { $0 % 3 == 0 ? 12.0 : 0.0 }
    func variance(_ process: DriverProcess) -> Double {
      let forecast = DriverForecast(column(values), method: .process(process), months: 1)
      var (sum, square) = (0.0, 0.0)
      for draw in 0..<20_000 {
        var stream = RandomStream(seed: 2, index: draw)
        let value = forecast.path(&stream)[0]
        sum += value
        square += value * value
      }
      return square / 20_000 - sum * sum / 4e8
    }
    // Mean 4, sample variance 33.4: 1/size is (33.4 − 4)/16 + 1/96 for the uncertain rate; Poisson has the second part alone.
    let sample = 24 * 32.0 / 23
    let expected = 4 + 16 * ((sample - 4) / 16 + 1.0 / 96)
    #expect(abs(variance(.negativeBinomial) / expected - 1) < 0.05)
    #expect(abs(variance(.poisson) / (4 + 16.0 / 96) - 1) < 0.05)
  }
}
