import ChurnForecast
import RealModule
import Testing

@Suite("Exponential smoothing compared with R's forecast::ets")
struct ExponentialSmoothingTests {
  @Test("Every form of 15 series has a likelihood at least as high as R's")
  func everyForm() throws {
    var worst = 0.0
    for series in PeerSeries.all {
      for (name, peer) in series.all ?? [:] {
        let form = try #require(SmoothingForm.all.first { $0.description == name })
        let model = try #require(ExponentialSmoothing.fit(form, series.values, period: series.period))
        let reference = try #require(peer)
        worst = min(worst, model.logLikelihood - reference.loglik)
        #expect(model.logLikelihood > reference.loglik - 0.5, "\(series.name) \(name)")
      }
    }
    print("ETS: least log-likelihood less R's \(worst)")
  }

  @Test(
    "Slopes that follow every error, and relative errors with seasonal amounts: not below statsmodels (smoothing_starts.py)"
  )
  func starts() throws {
    func noise(_ t: Int) -> Double { .sin(12.9898 * Double(t * t)) }
    let wave = (0..<120).map { (t: Int) -> Double in
      350 + 0.1 * Double(t) + 3 * .sin(Double(t) * .pi / 6) + 0.3 * noise(t)
    }
    let growing = (0..<84).map { (t: Int) -> Double in
      let season: Double = 0.3 * .cos(Double(t) * .pi / 2)
      return 0.5 * .exp(0.04 * Double(t)) * (1 + season + 0.05 * noise(t))
    }
    let cases: [(SmoothingForm, [Double], Double)] = [
      (SmoothingForm(.additive, .additive, .none), wave, -254.27608459344566),
      (SmoothingForm(.additive, .damped, .none), wave, -247.05057326774119),
      (SmoothingForm(.multiplicative, .none, .additive), growing, -63.62760408772442),
      (SmoothingForm(.multiplicative, .additive, .additive), growing, -38.85691700240476),
    ]
    for (form, values, reference) in cases {
      let model = try #require(
        ExponentialSmoothing.fit(form, values, period: form.season == .none ? 1 : 4), "\(form)")
      #expect(model.logLikelihood > reference - 0.5 && model.converged, "\(form): \(model.logLikelihood)")
    }
  }

  @Test("51 series have R's form or a better AICc; forecasts agree where the parameters do")
  func choice() throws {
    var same = 0
    var compared = 0
    for series in PeerSeries.all {
      let best = try #require(ExponentialSmoothing.best(series.values, period: series.period))
      #expect(
        best.aicc <= series.aicc + 0.5 || best.form.description == series.method,
        "\(series.name) \(best.form) \(best.aicc) \(series.method) \(series.aicc)")
      same += best.form.description == series.method ? 1 : 0
      let near = [
        (best.alpha, series.alpha), (best.beta ?? 0, series.beta ?? 0), (best.gamma ?? 0, series.gamma ?? 0),
        (best.phi ?? 1, series.phi ?? 1),
      ].allSatisfy { abs($0.0 - $0.1) < 0.003 }
      guard best.form.description == series.method, near, abs(best.aicc - series.aicc) < 0.05 else { continue }
      compared += 1
      let largest = series.forecast.map { abs($0) }.max() ?? 1
      for (own, peer) in zip(best.means(18), series.forecast) {
        #expect(abs(own - peer) < 0.005 * max(abs(peer), 0.2 * largest), "\(series.name)")
      }
    }
    print("ETS: the same form in \(same) of 51, forecasts compared in \(compared)")
    #expect(same >= 25)
    #expect(compared >= 10)
  }
}
