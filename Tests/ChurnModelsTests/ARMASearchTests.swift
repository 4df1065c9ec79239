import ChurnForecast
import Foundation
import RealModule
import Testing

/// A regression with ARMA errors, and the highest likelihood that arma_search.py or arma_border.py found from many starts.
private struct ARMASeries: Decodable, Sendable {
  let ar: Int
  let ma: Int
  let growth: [Double]
  /// The first regressor; sin 0.7 t² where it is not given.
  let x: [Double]?
  let logLikelihood: Double

  static let all = read("arma_search")
  static let border = read("arma_border")

  private static func read(_ name: String) -> [ARMASeries] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/\(name).json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([ARMASeries].self, from: data)) ?? []
  }

  /// Months whose growth is a hundredth of the numbers.
  var table: MonthlyTable {
    var level = Double.log(1e6)
    let levels =
      [1e6]
      + growth.map { step in
        level += step / 100
        return .exp(level)
      }
    let first = Month(year: 2001, month: 1)
    func column(_ name: String, _ value: (Double) -> Double) -> MonthlyColumn {
      MonthlyColumn(name: name, first: first, values: [0] + growth.indices.map { value(Double($0)) })
    }
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: levels),
      drivers: [column("x") { t in x?[Int(t)] ?? .sin(0.7 * t * t) }, column("trend") { $0 / 10 }])
  }

  func fit() throws -> FittedNetGrowth {
    let drivers = ["x", "trend"].map { DriverSpecification(.column($0), reference: 0) }
    return try NetGrowth(ModelSpecification(drivers: drivers, errors: .arma(p: ar, q: ma))).fit(
      table, benchmarks: false)
  }
}

@Suite("The search for ARMA errors")
struct ARMASearchTests {
  @Test("No likelihood is below the highest of ten starts with the covariance matrix of the errors, and of statsmodels")
  func likelihoods() throws {
    try #require(ARMASeries.all.count == 100)
    var (below, borders) = (0, 0)
    for (index, series) in ARMASeries.all.enumerated() {
      let fit = try series.fit()
      let difference = fit.criteria.logLikelihood + Double(series.growth.count) * .log(0.01) - series.logLikelihood
      if difference < -1e-3 { below += 1 }
      // Roots of both parts on the unit circle that cancel, beyond partial autocorrelations of tanh 4, where the search ends.
      let isBeyond = index == 98
      #expect(
        difference > (isBeyond ? -0.2 : -0.01), "\(index): ARMA(\(series.ar), \(series.ma)) is \(-difference) below")
      let isNamed = fit.notes().contains { if case .borderOfInvertibility = $0 { true } else { false } }
      if isNamed { borders += 1 }
      if series.ma == 0 { #expect(!isNamed) }
    }
    print("ARMA: \(below) of 100 likelihoods more than 0.001 below, \(borders) at the border of invertibility")
    #expect(borders > 0)
  }

  @Test("Two moving averages at the border reach the highest likelihood, and are named")
  func atTheBorder() throws {
    try #require(ARMASeries.border.count == 2)
    for series in ARMASeries.border {
      let fit = try series.fit()
      let logLikelihood = fit.criteria.logLikelihood + Double(series.growth.count) * .log(0.01)
      #expect(abs(logLikelihood - series.logLikelihood) < 1e-3, "ARMA(\(series.ar), \(series.ma))")
      #expect(fit.notes().contains { if case .borderOfInvertibility = $0 { true } else { false } })
    }
  }

  @Test("The border of invertibility is a root within 1.01")
  func border() {
    #expect(ARMAProcess(ar: [], ma: [-0.995]).isAtBorderOfInvertibility)
    #expect(!ARMAProcess(ar: [0.999], ma: [-0.98]).isAtBorderOfInvertibility)
    // A complex pair of modulus 1.005, and of 1.05.
    #expect(ARMAProcess(ar: [], ma: [0.5, 1 / (1.005 * 1.005)]).isAtBorderOfInvertibility)
    #expect(!ARMAProcess(ar: [], ma: [0.5, 1 / (1.05 * 1.05)]).isAtBorderOfInvertibility)
    #expect(!ARMAProcess(drift: 0).isAtBorderOfInvertibility)
  }
}
