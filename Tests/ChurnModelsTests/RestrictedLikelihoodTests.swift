import ChurnForecast
import RealModule
import Testing

@Suite("Restricted likelihood")
struct RestrictedLikelihoodTests {
  /// −2 ln of the restricted likelihood of growth with one mean and first-order autoregressive errors, its variance profiled:
  /// (n − 1) ln RSS − ln(1 − φ²) + ln x'x, of data and constant whitened by φ.
  private func criterion(_ growth: [Double], _ phi: Double) -> Double {
    let first = Double.sqrt(1 - phi * phi)
    var x = [first]
    var y = [first * growth[0]]
    for t in 1..<growth.count {
      x.append(1 - phi)
      y.append(growth[t] - phi * growth[t - 1])
    }
    let square = x.reduce(0) { $0 + $1 * $1 }
    let mean = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / square
    let rest = zip(x, y).reduce(0) { $0 + ($1.1 - mean * $1.0) * ($1.1 - mean * $1.0) }
    return Double(growth.count - 1) * .log(rest) - .log(1 - phi * phi) + .log(square)
  }

  @Test("The autoregressive coefficient is the maximum on a grid", arguments: 0..<6)
  func autoregression(seed: Int) throws {
    // Few figures, so that n and n − p are far apart.
    let specification = ModelSpecification(errors: .arma(p: 1, q: 0))
    let table = try SeriesSimulation(
      specification, coefficients: [0.01, 0.6], innovation: 0.01, users: 1e6, first: Month(year: 2020, month: 1),
      months: 14,
      processes: [:]
    ).table(seed: UInt64(seed))
    let fit = try NetGrowth(specification).fit(table)
    let logs = table.mau.values.compactMap { $0 }.map { Double.log($0) }
    let growth = zip(logs.dropFirst(), logs).map { $0 - $1 }
    let grid = (-990...990).map { Double($0) / 1000 }
    let best = try #require(grid.min { criterion(growth, $0) < criterion(growth, $1) })
    let estimate = try #require(fit.coefficients.first { $0.name == "ar1" }).estimate
    #expect(abs(estimate - best) < 2e-3, "\(estimate) and \(best)")
  }
}
