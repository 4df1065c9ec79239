import RealModule

/// The Kalman filter of a level that is observed now and then, y_t = ρ_t y_{t−1} + d_t + e_t with ARMA errors e.
///
/// An observation is the level itself, or the mean of the last w levels. Inputs d are linear in unknown coefficients, so
/// that the filter runs over the response and over every regressor with the same gains: a regressor enters by its inputs
/// and is observed as 0. The state is (y_t, …, y_{t−w+1}, state of the process). The first level is unknown altogether
/// (diffuse), and the first observation is used up by it.
///
/// Source: R. E. Kalman, Journal of Basic Engineering 82 (1960), 35; A. C. Harvey and R. G. Pierse, Journal of the American
/// Statistical Association 79 (1984), 125 (missing observations); C. F. Ansley and R. Kohn, Annals of Statistics 13 (1985),
/// 1286 (diffuse start).
public struct KalmanFilter: Sendable {
  /// The steps, counted from the first level, in which there is an observation; ascending, the first is w − 1.
  public let observed: [Int]
  /// w.
  public let window: Int

  /// The innovations of all series but for the first observation, v/√F: n − 1 rows, a column a series. Those of regressors
  /// have the sign that makes the first column's mean a sum of them.
  public private(set) var whitened = Matrix(rows: 0, columns: 0)
  /// ln F of the observations behind the first, for innovations of unit variance.
  public private(set) var logVariances: [Double] = []
  /// The state behind the last observation: a column a series, w + r rows.
  public private(set) var finalStates = Matrix(rows: 0, columns: 0)
  /// Its covariance for innovations of unit variance.
  public private(set) var finalCovariance = Matrix(rows: 0, columns: 0)

  private var gains: [Double] = []
  private var roots: [Double] = []

  /// A filter of a pattern of observations.
  ///
  /// - Parameters:
  ///   - observed: the steps with an observation, counted from the first level; ascending from w − 1.
  ///   - window: w ≥ 1, the number of levels whose mean is observed.
  public init(observed: [Int], window: Int = 1) {
    precondition(window >= 1 && observed.first == window - 1, "the first observation closes the first window")
    self.observed = observed
    self.window = window
  }

  /// The last step.
  public var steps: Int { observed.last ?? 0 }

  /// Runs the filter.
  ///
  /// - Parameters:
  ///   - persistence: ρ of the steps 1, 2, …; one value for all, or one a step.
  ///   - process: the errors in units of their innovations; nil for independent ones.
  ///   - inputs: d of the steps 1, 2, …: a row a step; the first column belongs to the response, the others to regressors.
  ///   - observations: the observed response, one a step in ``observed``.
  /// - Returns: whether the process is stationary and all variances are finite; if not, the results are not to be used.
  /// - Complexity: O(steps · (m³ + m·series)) with the m = w + r states.
  public mutating func run(
    persistence: [Double], process: ARMAProcess?, inputs: Matrix, observations: [Double]
  ) -> Bool {
    precondition(
      inputs.rows == steps && observations.count == observed.count, "an input a step, a value an observation")
    if isEveryStepObserved, window == 1, persistence == [1], process?.ma.isEmpty ?? true,
      steps >= process?.ar.count ?? 0
    {
      return difference(AutoregressiveProcess(process?.ar ?? []), states: process == nil ? 0 : 1, inputs, observations)
    }
    guard covariances(persistence, process) else { return false }
    let m = finalCovariance.rows
    let series = inputs.columns
    makeRoom(m, series)
    let phi = process?.ar ?? []
    var state = [Double](repeating: 0, count: m + 1)
    let rows = whitened.rows
    let lags = phi.count
    let (window, observed, steps, roots) = (window, observed, steps, roots)
    // Moved out and back: two parts of one value cannot be written at once.
    var (output, last) = (Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
    swap(&output, &whitened)
    swap(&last, &finalStates)
    defer {
      swap(&output, &whitened)
      swap(&last, &finalStates)
    }
    unsafe state.withUnsafeMutableBufferPointer { state in
      unsafe output.elements.withUnsafeMutableBufferPointer { whitened in
        unsafe gains.withUnsafeBufferPointer { gains in
          unsafe inputs.elements.withUnsafeBufferPointer { inputs in
            for column in 0..<series {
              for i in 0...m { unsafe state[i] = 0 }
              var next = 0
              for step in 0...steps {
                if step > 0 {
                  let rho = persistence.count == 1 ? persistence[0] : persistence[step - 1]
                  var error = 0.0
                  if m > window {
                    let first = unsafe state[window]
                    for i in window..<m {
                      unsafe state[i] = (i - window < lags ? phi[i - window] * first : 0) + state[i + 1]
                    }
                    error = unsafe state[window]
                  }
                  var lag = window - 1
                  while lag > 0 {
                    unsafe state[lag] = state[lag - 1]
                    lag -= 1
                  }
                  unsafe state[0] = rho * state[0] + error + inputs[step - 1 + steps * column]
                }
                guard observed[next] == step else { continue }
                var predicted = unsafe state[0]
                if window > 1 {
                  for lag in 1..<window { unsafe predicted += state[lag] }
                  predicted /= Double(window)
                }
                let innovation = (column == 0 ? observations[next] : 0) - predicted
                for i in 0..<m { unsafe state[i] += gains[i + m * next] * innovation }
                if next > 0 {
                  unsafe whitened[next - 1 + rows * column] = (column == 0 ? innovation : -innovation) * roots[next]
                }
                next += 1
              }
              for i in 0..<m { unsafe last.elements[i + m * column] = state[i] }
            }
          }
        }
      }
    }
    return true
  }

  private mutating func makeRoom(_ m: Int, _ series: Int) {
    if whitened.rows != observed.count - 1 || whitened.columns != series {
      whitened = Matrix(rows: observed.count - 1, columns: series)
    }
    if finalStates.rows != m || finalStates.columns != series { finalStates = Matrix(rows: m, columns: series) }
  }

  /// Where every level is observed the errors are known, and autoregressive ones need no filter: an innovation is an error
  /// less its prediction from those before it.
  private mutating func difference(
    _ process: AutoregressiveProcess, states: Int, _ inputs: Matrix, _ observations: [Double]
  ) -> Bool {
    guard let starts = process.startingPredictors else { return false }
    let steps = steps
    let phi = process.coefficients
    let p = phi.count
    let series = inputs.columns
    let m = 1 + max(p, states)
    makeRoom(m, series)
    if finalCovariance.rows != m { finalCovariance = Matrix(rows: m, columns: m) }
    if logVariances.count != steps { logVariances = [Double](repeating: 0, count: steps) }
    for step in 0..<p { logVariances[step] = .log(starts[step].variance) }
    for step in p..<max(p, steps) { logVariances[step] = 0 }
    var response = [Double](repeating: 0, count: steps)
    for t in 0..<steps { response[t] = observations[t + 1] - observations[t] - inputs.elements[t] }
    for column in 0..<series {
      let start = steps * column
      unsafe whitened.elements.withUnsafeMutableBufferPointer { whitened in
        unsafe (column == 0 ? response : inputs.elements).withUnsafeBufferPointer { errors in
          for t in 0..<steps { unsafe whitened[start + t] = errors[start + t] }
          for j in 0..<p {
            let coefficient = phi[j]
            for t in p..<max(p, steps) { unsafe whitened[start + t] -= coefficient * errors[start + t - 1 - j] }
          }
          for t in 0..<p {
            for (j, coefficient) in starts[t].coefficients.enumerated() {
              unsafe whitened[start + t] -= coefficient * errors[start + t - 1 - j]
            }
            unsafe whitened[start + t] /= .sqrt(starts[t].variance)
          }
        }
      }
      // The level, the last error, and what the errors before it will do: a regressor's are those of an observed 0.
      func error(_ t: Int) -> Double { column == 0 ? response[t] : -inputs.elements[start + t] }
      finalStates.elements[m * column] = column == 0 ? observations[steps] : 0
      for i in 1..<max(1, m) {
        var sum = i == 1 ? error(steps - 1) : 0
        if i > 1 { for j in (i - 1)..<p { sum += phi[j] * error(steps + i - j - 3) } }
        finalStates.elements[i + m * column] = sum
      }
    }
    return true
  }

  /// s ← T s for the m numbers behind `offset`; the state has one more place behind it, which is 0.
  private func advance(_ state: inout [Double], _ offset: Int, _ m: Int, _ rho: Double, _ phi: [Double]) {
    let w = window
    var error = 0.0
    if m > w {
      let first = state[offset + w]
      for i in w..<m {
        let following = i + 1 < m ? state[offset + i + 1] : 0
        state[offset + i] = (i - w < phi.count ? phi[i - w] * first : 0) + following
      }
      error = state[offset + w]
    }
    var lag = w - 1
    while lag > 0 {
      state[offset + lag] = state[offset + lag - 1]
      lag -= 1
    }
    state[offset] = rho * state[offset] + error
  }

  private var isEveryStepObserved: Bool { observed.count == steps + 1 }

  /// Whether an observation has the gains of the one before, to rounding.
  private func isSettled(_ index: Int, _ m: Int) -> Bool {
    guard abs(roots[index] - roots[index - 1]) <= 1e-15 * roots[index] else { return false }
    for i in 0..<m where abs(gains[i + m * index] - gains[i + m * (index - 1)]) > 1e-15 { return false }
    return true
  }

  /// Gains and variances, which no observation changes.
  private mutating func covariances(_ persistence: [Double], _ process: ARMAProcess?) -> Bool {
    let w = window
    let phi = process?.ar ?? []
    let states = process.map { max($0.ar.count, $0.ma.count + 1) } ?? 0
    let m = w + states
    var p = [Double](repeating: 0, count: m * m)
    if let process {
      guard let stationary = process.stationaryCovariance() else { return false }
      for i in 0..<states { for j in 0..<states { p[w + i + m * (w + j)] = stationary[i + states * j] } }
    }
    // R: what an innovation does to the state.
    var noise = [Double](repeating: 0, count: m)
    noise[0] = 1
    for i in 0..<states { noise[w + i] = i == 0 ? 1 : i <= (process?.ma.count ?? 0) ? process?.ma[i - 1] ?? 0 : 0 }
    var direction = [Double](repeating: 0, count: m)
    direction[0] = 1
    if gains.count != m * observed.count {
      gains = [Double](repeating: 0, count: m * observed.count)
      roots = [Double](repeating: 0, count: observed.count)
      logVariances = [Double](repeating: 0, count: observed.count - 1)
    }
    var row = [Double](repeating: 0, count: m)
    var cross = row
    var next = 0
    for step in 0...steps {
      if step > 0 {
        let rho = persistence.count == 1 ? persistence[0] : persistence[step - 1]
        if m == 1 {
          p[0] = rho * rho * p[0] + 1
        } else {
          for column in 0..<m { advance(&p, m * column, m, rho, phi) }
          for i in 0..<m {
            for j in 0..<m { row[j] = p[i + m * j] }
            advance(&row, 0, m, rho, phi)
            for j in 0..<m { p[i + m * j] = row[j] + noise[i] * noise[j] }
          }
        }
        if next == 0 { advance(&direction, 0, m, rho, phi) }
      }
      guard observed[next] == step else { continue }
      // P Z' and Z P Z'.
      for i in 0..<m {
        var sum = 0.0
        for lag in 0..<w { sum += p[i + m * lag] }
        cross[i] = sum / Double(w)
      }
      var variance = 0.0
      for lag in 0..<w { variance += cross[lag] / Double(w) }
      if next == 0 {
        // K = A/(Z A), P ← (I − K Z) P (I − K Z)'.
        var seen = 0.0
        for lag in 0..<w { seen += direction[lag] / Double(w) }
        guard seen != 0, seen.isFinite else { return false }
        for i in 0..<m { gains[i] = direction[i] / seen }
        for i in 0..<m {
          for j in 0..<m {
            p[i + m * j] += gains[i] * gains[j] * variance - gains[i] * cross[j] - cross[i] * gains[j]
          }
        }
      } else {
        guard variance > 0, variance.isFinite else { return false }
        for i in 0..<m { gains[i + m * next] = cross[i] / variance }
        for i in 0..<m { for j in 0..<m { p[i + m * j] -= cross[i] * cross[j] / variance } }
        roots[next] = 1 / .sqrt(variance)
        logVariances[next - 1] = .log(variance)
      }
      if w == 1 {
        // What is observed is known; rounding shall not say otherwise.
        for i in 0..<m {
          p[m * i] = 0
          p[i] = 0
        }
      }
      next += 1
      // Where every step is observed, gains soon no longer change.
      if isEveryStepObserved, persistence.count == 1, next > 2, isSettled(next - 1, m) {
        for later in next..<max(next, observed.count) {
          for i in 0..<m { gains[i + m * later] = gains[i + m * (next - 1)] }
          roots[later] = roots[next - 1]
          logVariances[later - 1] = logVariances[next - 2]
        }
        break
      }
    }
    finalCovariance = Matrix(rows: m, columns: m, elements: p)
    return true
  }
}
