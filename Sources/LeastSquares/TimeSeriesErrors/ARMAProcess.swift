import RealModule

/// An ARMA(p, q) process, eₜ = Σ φ_j eₜ₋ⱼ + uₜ + Σ θ_j uₜ₋ⱼ, in state-space form; or errors about a level that drifts.
///
/// Source: A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter*, Cambridge 1989, 3.3; the
/// stationary covariance by doubling, B. D. O. Anderson and J. B. Moore, *Optimal Filtering*, 1979, 6.7.
public struct ARMAProcess: Sendable, Equatable {
  /// φ₁ … φ_p.
  public let ar: [Double]
  /// θ₁ … θ_q.
  public let ma: [Double]

  /// Whether the process starts with a state of 0; a stationary one starts with its stationary distribution.
  public let startsAtZero: Bool

  /// A stationary process with the given coefficients.
  public init(ar: [Double], ma: [Double]) {
    self.ar = ar
    self.ma = ma
    startsAtZero = false
  }

  /// Errors about a level that drifts: eₜ = wₜ₋₁ + uₜ, wₜ = wₜ₋₁ + δ uₜ, w₀ = 0.
  ///
  /// A share δ of every innovation stays. In other words, ARIMA(0, 1, 1) with θ = δ − 1 whose first level is known. Where that is
  /// unknown, it has the second moments of a random walk plus independent errors, whose variances have the ratio δ²/(1 − δ)
  /// (J. F. Muth, Journal of the American Statistical Association 55 (1960), 299).
  ///
  /// - Parameter drift: δ, from 0 (no drift) to 1 (a random walk).
  public init(drift: Double) {
    ar = [1]
    ma = [drift - 1]
    startsAtZero = true
  }

  /// Whether the process can be filtered: it is stationary, or starts at 0 with 0 ≤ δ ≤ 1.
  public var isAdmissible: Bool {
    startsAtZero ? ma.allSatisfy { (-1...0).contains($0) } : AutoregressiveProcess(ar).isStationary
  }

  /// Whether the moving average is at the border of invertibility: a root of 1 + Σ θ_j zʲ is within 1.01 of the unit circle or inside.
  ///
  /// The likelihood has a maximum there in many short series whose errors are not so (J. D. Sargan and A. Bhargava, Econometrica 51
  /// (1983), 799), and its curvature says nothing about the errors of estimates.
  public var isAtBorderOfInvertibility: Bool {
    let scaled = ma.enumerated().map { -$1 * .pow(1.01, $0 + 1) }
    return !startsAtZero && !AutoregressiveProcess(scaled).isStationary
  }

  /// The dimension of the state, max(p, q + 1).
  var states: Int { max(ar.count, ma.count + 1) }

  private func phi(_ i: Int) -> Double { i < ar.count ? ar[i] : 0 }
  func theta(_ i: Int) -> Double { i == 0 ? 1 : i <= ma.count ? ma[i - 1] : 0 }

  /// The process with partial autocorrelations tanh(u), which is stationary and invertible for every u.
  ///
  /// - Parameters:
  ///   - unbounded: u, p numbers for φ and then q for θ.
  ///   - arOrder: p.
  public init(unbounded: [Double], arOrder: Int) {
    let ar = AutoregressiveProcess(partialAutocorrelations: unbounded[..<arOrder].map { .tanh($0) })
    let ma = AutoregressiveProcess(partialAutocorrelations: unbounded[arOrder...].map { .tanh($0) })
    self.init(ar: ar.coefficients, ma: ma.coefficients.map { -$0 })
  }

  /// ψ: the effect of an innovation on eₜ₊ₕ, h = 0 … count − 1.
  public func impulses(_ count: Int) -> [Double] {
    var psi = [Double](repeating: 0, count: count)
    for h in 0..<count {
      psi[h] = h == 0 ? 1 : h <= ma.count ? ma[h - 1] : 0
      for (j, coefficient) in ar.enumerated() where h > j { psi[h] += coefficient * psi[h - 1 - j] }
    }
    return psi
  }

  /// The expected errors of future periods.
  ///
  /// - Parameters:
  ///   - state: the state after the last observation, as stored in ``KalmanFilter/Workspace/finalStates``.
  ///   - count: the number of periods.
  /// - Returns: one value per period.
  public func continuation(of state: [Double], count: Int) -> [Double] {
    var state = state
    return (0..<count).map { _ in
      let first = state[0]
      for i in state.indices { state[i] = phi(i) * first + (i + 1 < state.count ? state[i + 1] : 0) }
      return state[0]
    }
  }

  /// The long-run variance ((1 + Σθ)/(1 − Σφ))² divided by the variance of eₜ: the number of correlated errors that
  /// carry as much information as one independent error.
  public var longRunVarianceRatio: Double? {
    guard !startsAtZero, let covariance = startingCovariance() else { return nil }
    let gain = (1 + ma.reduce(0, +)) / (1 - ar.reduce(0, +))
    return gain * gain / covariance[0]
  }

  /// The covariance of the state at the start for unit innovations: the stationary one, P = T P T' + R R', or 0; nil if there is
  /// none.
  func startingCovariance() -> [Double]? {
    let r = states
    if startsAtZero { return [Double](repeating: 0, count: r * r) }
    if r == 1, ar.count == 1 { return abs(ar[0]) < 1 ? [1 / (1 - ar[0] * ar[0])] : nil }
    guard AutoregressiveProcess(ar).isStationary else { return nil }
    var power = [Double](repeating: 0, count: r * r)
    for i in 0..<r {
      power[i] = phi(i)
      if i + 1 < r { power[i + r * (i + 1)] = 1 }
    }
    var covariance = [Double](repeating: 0, count: r * r)
    for i in 0..<r { for j in 0..<r { covariance[i + r * j] = theta(i) * theta(j) } }
    // Each step doubles the number of terms of Σ Tᵏ R R' T'ᵏ.
    for _ in 0..<60 {
      let left = product(power, covariance, r)
      var change = 0.0
      var size = 0.0
      for i in 0..<r {
        for j in 0..<r {
          var sum = 0.0
          for k in 0..<r { sum += left[i + r * k] * power[j + r * k] }
          covariance[i + r * j] += sum
          change = max(change, abs(sum))
          size = max(size, abs(covariance[i + r * j]))
        }
      }
      guard size.isFinite else { return nil }
      if change <= 1e-17 * size { return covariance }
      power = product(power, power, r)
    }
    return covariance
  }

  private func product(_ a: [Double], _ b: [Double], _ r: Int) -> [Double] {
    var result = [Double](repeating: 0, count: r * r)
    for j in 0..<r {
      for k in 0..<r {
        let factor = b[k + r * j]
        for i in 0..<r { result[i + r * j] += a[i + r * k] * factor }
      }
    }
    return result
  }
}
