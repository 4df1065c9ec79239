extension KalmanFilter {
  /// The results of a filter run, in storage that the next run reuses.
  public struct Workspace: Sendable {
    /// The innovations of all series except at the first observation, v/√F: n − 1 rows, one column per series. Those of
    /// regressors have the sign that makes the first column's mean a sum of them.
    public internal(set) var whitened = Matrix(rows: 0, columns: 0)
    /// ln F of the observations after the first, for innovations of unit variance.
    public internal(set) var logVariances: [Double] = []
    /// The state after the last observation: one column per series, w + r rows.
    public internal(set) var finalStates = Matrix(rows: 0, columns: 0)
    /// Its covariance for innovations of unit variance.
    public internal(set) var finalCovariance = Matrix(rows: 0, columns: 0)

    /// K of every observation, m numbers each.
    var gains: [Double] = []
    /// 1/√F of every observation but the first.
    var roots: [Double] = []
    var state: [Double] = []

    /// A workspace without storage; it grows with the first run.
    public init() {}

    /// Allocates storage for n observations of series with m states.
    mutating func grow(observations n: Int, states m: Int, series: Int) {
      if whitened.rows != n - 1 || whitened.columns != series { whitened = Matrix(rows: n - 1, columns: series) }
      if finalStates.rows != m || finalStates.columns != series { finalStates = Matrix(rows: m, columns: series) }
      if logVariances.count != n - 1 { logVariances = [Double](repeating: 0, count: n - 1) }
      if state.count != m { state = [Double](repeating: 0, count: m) }
    }

    /// Allocates storage for the gains of n observations with m states.
    mutating func growGains(observations n: Int, states m: Int) {
      guard gains.count != m * n || roots.count != n else { return }
      gains = [Double](repeating: 0, count: m * n)
      roots = [Double](repeating: 0, count: n)
    }

    /// Sets the final covariance to that of a known state.
    mutating func clearFinalCovariance(states m: Int) {
      if finalCovariance.rows != m {
        finalCovariance = Matrix(rows: m, columns: m)
      } else {
        for index in 0..<(m * m) { finalCovariance.elements[index] = 0 }
      }
    }
  }
}
