import RealModule

/// An ARMA(p, q) process, eₜ = Σ φ_j eₜ₋ⱼ + uₜ + Σ θ_j uₜ₋ⱼ, in state-space form.
///
/// Source: A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter*, Cambridge 1989, 3.3; the
/// stationary covariance by doubling, B. D. O. Anderson and J. B. Moore, *Optimal Filtering*, 1979, 6.7.
public struct ARMAProcess: Sendable, Equatable {
  /// φ₁ … φ_p.
  public let ar: [Double]
  /// θ₁ … θ_q.
  public let ma: [Double]

  /// A process of given coefficients.
  public init(ar: [Double], ma: [Double]) {
    self.ar = ar
    self.ma = ma
  }

  /// The dimension of the state, max(p, q + 1).
  private var states: Int { max(ar.count, ma.count + 1) }

  private func phi(_ i: Int) -> Double { i < ar.count ? ar[i] : 0 }
  private func theta(_ i: Int) -> Double { i == 0 ? 1 : i <= ma.count ? ma[i - 1] : 0 }

  /// The process with partial autocorrelations tanh(u), of which every u is stationary and invertible.
  ///
  /// - Parameters:
  ///   - unbounded: u, p numbers for φ and then q for θ.
  ///   - arOrder: p.
  public init(unbounded: [Double], arOrder: Int) {
    let ar = AutoregressiveProcess(partialAutocorrelations: unbounded[..<arOrder].map { .tanh($0) })
    let ma = AutoregressiveProcess(partialAutocorrelations: unbounded[arOrder...].map { .tanh($0) })
    self.init(ar: ar.coefficients, ma: ma.coefficients.map { -$0 })
  }

  /// ψ: what an innovation does to eₜ₊ₕ, h = 0 … count − 1.
  public func impulses(_ count: Int) -> [Double] {
    var psi = [Double](repeating: 0, count: count)
    for h in 0..<count {
      psi[h] = h == 0 ? 1 : h <= ma.count ? ma[h - 1] : 0
      for (j, coefficient) in ar.enumerated() where h > j { psi[h] += coefficient * psi[h - 1 - j] }
    }
    return psi
  }

  /// The expected errors of the periods to come.
  ///
  /// - Parameters:
  ///   - state: the state behind the last observation, as ``KalmanFilter/finalStates`` has it.
  ///   - count: the number of periods.
  /// - Returns: a value a period.
  public func continuation(of state: [Double], count: Int) -> [Double] {
    var state = state
    return (0..<count).map { _ in
      let first = state[0]
      for i in state.indices { state[i] = phi(i) * first + (i + 1 < state.count ? state[i + 1] : 0) }
      return state[0]
    }
  }

  /// The long-run variance ((1 + Σθ)/(1 − Σφ))² over that of eₜ: so many correlated errors are worth one independent one.
  public var longRunVarianceRatio: Double? {
    guard let covariance = stationaryCovariance() else { return nil }
    let gain = (1 + ma.reduce(0, +)) / (1 - ar.reduce(0, +))
    return gain * gain / covariance[0]
  }

  /// The stationary covariance P = T P T' + R R' of the state for unit innovations; nil if there is none.
  func stationaryCovariance() -> [Double]? {
    let r = states
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

  /// Replaces series by their standardised innovations, all by the same Kalman filter.
  ///
  /// - Parameter series: columns of one length n in the order of time, changed in place into v_t/√F_t.
  /// - Returns: ln F_t, length n, for unit innovations; nil if the process is not stationary.
  /// - Complexity: O(n·r²), O(n·r) for each series once the filter is steady.
  func whiten(_ series: inout Matrix) -> [Double]? {
    guard var p = stationaryCovariance() else { return nil }
    let n = series.rows
    let r = states
    let phi = (0..<r).map(self.phi)
    let theta = (0..<r).map(self.theta)
    var gain = [Double](repeating: 0, count: r)
    var shifted = [Double](repeating: 0, count: r * r)
    // Gains and variances of the first months, until they no longer change.
    var gains: [Double] = []
    var variances: [Double] = []
    var steady = false
    while variances.count < n, !steady {
      let variance = p[0]
      // K = T P Z'/F: (T P)_{i0} = φᵢ P₀₀ + P_{i+1,0}.
      for i in 0..<r { gain[i] = (phi[i] * p[0] + (i + 1 < r ? p[i + 1] : 0)) / variance }
      // T P T' + R R' − K K' F.
      for i in 0..<r {
        for j in 0..<r { shifted[i + r * j] = phi[i] * p[r * j] + (i + 1 < r ? p[i + 1 + r * j] : 0) }
      }
      var change = 0.0
      for i in 0..<r {
        for j in 0..<r {
          let moved = phi[j] * shifted[i] + (j + 1 < r ? shifted[i + r * (j + 1)] : 0)
          let next = moved + theta[i] * theta[j] - gain[i] * gain[j] * variance
          change = max(change, abs(next - p[i + r * j]))
          p[i + r * j] = next
        }
      }
      gains += gain
      variances.append(variance)
      steady = change < 1e-15 * variance
    }
    filter(&series, phi, gains, variances)
    let logs = variances.map { Double.log($0) }
    return logs + [Double](repeating: logs[logs.count - 1], count: n - logs.count)
  }

  /// Runs the filter over every column; behind the last gain it is steady.
  private func filter(_ series: inout Matrix, _ phi: [Double], _ gains: [Double], _ variances: [Double]) {
    let n = series.rows
    let r = phi.count
    let roots = variances.map { 1 / Double.sqrt($0) }
    let last = variances.count - 1
    var state = [Double](repeating: 0, count: r + 1)
    unsafe series.elements.withUnsafeMutableBufferPointer { values in
      unsafe state.withUnsafeMutableBufferPointer { state in
        unsafe phi.withUnsafeBufferPointer { phi in
          unsafe gains.withUnsafeBufferPointer { gains in
            for column in 0..<series.columns {
              for i in 0...r { unsafe state[i] = 0 }
              for t in 0..<n {
                let step = min(t, last)
                let first = unsafe state[0]
                let innovation = unsafe values[t + n * column] - first
                for i in 0..<r {
                  unsafe state[i] = phi[i] * first + state[i + 1] + gains[r * step + i] * innovation
                }
                unsafe values[t + n * column] = innovation * roots[step]
              }
            }
          }
        }
      }
    }
  }
}
