import ChurnForecast
import RealModule
import Testing

@Suite("Dynamic optimised Theta compared with statsforecast 2.1.1")
struct DynamicThetaTests {
  @Test("51 series have the same seasonality, an objective at least as low, and equal forecasts where the optima agree")
  func peers() throws {
    var agreed = 0
    var largest = 0.0
    for (series, peer) in zip(PeerSeries.all, PeerTheta.all) {
      let model = try #require(DynamicTheta(series.values, period: series.period))
      #expect(model.seasonal.isEmpty == !peer.deseasonalised, "\(series.name)")
      if let indices = peer.seasonal {
        for (j, factor) in model.seasonal.enumerated() {
          #expect(abs(factor - indices[(j + series.values.count) % series.period]) < 1e-8)
        }
      }
      // Theirs is Σ e²/mean |y| on the deseasonalised scale, after the third figure.
      let indices = peer.seasonal ?? [Double](repeating: 1, count: series.period)
      let adjusted = series.values.indices.map { series.values[$0] / indices[$0 % series.period] }
      let mean = adjusted.reduce(0) { $0 + abs($1) } / Double(adjusted.count)
      let objective = model.meanSquare * Double(series.values.count - 3) / mean
      #expect(objective < peer.dotm.objective * 1.001, "\(series.name)")
      guard objective > peer.dotm.objective * 0.9999 else { continue }
      agreed += 1
      #expect(model.converged, "\(series.name)")
      for (own, other) in zip(model.means(18), peer.dotm.forecast) {
        largest = max(largest, abs(own / other - 1))
        #expect(abs(own - other) < 0.005 * abs(other), "\(series.name)")
      }
    }
    print("Theta: forecasts compared in \(agreed) of 51, largest difference \(largest)")
    #expect(agreed >= 20)
  }

  @Test("The classical method has θ = 2")
  func classical() throws {
    let model = try #require(DynamicTheta(PeerSeries.all[0].values, period: 12, optimised: false))
    #expect(model.theta == 2)
    for (own, other) in zip(model.means(6), PeerTheta.all[0].dotm.forecast) { #expect(abs(own / other - 1) < 0.1) }
  }

  @Test("Fewer than six figures give no Theta model")
  func tooFew() { #expect(DynamicTheta([1, 2, 3, 4, 5], period: 1) == nil) }
}
