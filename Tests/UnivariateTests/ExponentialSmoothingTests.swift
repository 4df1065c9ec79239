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

  @Test("Relative errors with seasonal amounts larger than the level at the start are fitted, and searches converge")
  func largeSeason() throws {
    // A level that grows from 10 to 200 with a season of ±30 about it, but never below 1.
    let values = (0..<72).map { (t: Int) -> Double in
      let time = Double(t)
      let season: Double = 30 * .sin(time * .pi / 6)
      let noise: Double = 3 * .sin(12.9898 * time * time)
      return max(1, 10 + 2.6 * time + season + noise)
    }
    for form in SmoothingForm.all where form.season == .additive {
      let model = try #require(ExponentialSmoothing.fit(form, values, period: 12), "\(form)")
      #expect(model.converged && model.residuals.allSatisfy(\.isFinite), "\(form)")
    }
  }

  @Test("A trend that follows every error is found: a random walk in its slope")
  func largeBeta() throws {
    var (level, slope) = (100.0, 1.0)
    let values = (0..<80).map { (t: Int) -> Double in
      slope += 0.8 * .sin(12.9898 * Double(t * t))
      level += slope
      return level
    }
    let model = try #require(ExponentialSmoothing.fit(SmoothingForm(.additive, .additive, .none), values, period: 1))
    #expect(try #require(model.beta) > 0.8)
    #expect(model.converged)
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
