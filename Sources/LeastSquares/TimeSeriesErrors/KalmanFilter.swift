/// The Kalman filter of a level that is observed only in some steps, y_t = ρ_t y_{t−1} + d_t + e_t with ARMA errors e.
///
/// An observation is the level itself, or the mean of the last w levels. The inputs d are linear in unknown
/// coefficients, so that the filter runs over the response and over every regressor with the same gains: a regressor
/// enters by its inputs and is observed as 0. The state is (y_t, …, y_{t−w+1}, state of the process). The first level
/// is entirely unknown (diffuse), and the first observation is used up by it.
///
/// Source: R. E. Kalman, Journal of Basic Engineering 82 (1960), 35; A. C. Harvey and R. G. Pierse, Journal of the American
/// Statistical Association 79 (1984), 125 (missing observations); C. F. Ansley and R. Kohn, Annals of Statistics 13 (1985),
/// 1286 (diffuse start).
public struct KalmanFilter: Sendable {
  /// The steps, counted from the first level, in which there is an observation; ascending, the first is w − 1.
  public let observed: [Int]
  /// w.
  public let window: Int

  /// A filter for a pattern of observations.
  ///
  /// - Parameters:
  ///   - observed: the steps with an observation, counted from the first level; ascending from w − 1.
  ///   - window: w ≥ 1, the number of levels whose mean is observed.
  public init(observed: [Int], window: Int = 1) {
    // Cannot trap: equations count months from the first of the first window.
    precondition(window >= 1 && observed.first == window - 1, "the first observation must close the first window")
    self.observed = observed
    self.window = window
  }

  /// The last step.
  public var steps: Int { observed.last ?? 0 }

  var isEveryStepObserved: Bool { observed.count == steps + 1 }

  /// Runs the filter.
  ///
  /// - Parameters:
  ///   - persistence: ρ of the steps 1, 2, …; one value for all, or one per step.
  ///   - process: the errors in units of their innovations; nil for independent ones.
  ///   - inputs: d of the steps 1, 2, …: one row per step; the first column belongs to the response, the others to
  ///     regressors.
  ///   - observations: the observed response, one per step in ``observed``.
  ///   - noise: the variance of each observation about what it observes, in units of the innovations; empty for exact ones.
  ///   - workspace: receives the results of the run.
  /// - Returns: whether the process is stationary and all variances are finite; if not, the results are not to be used.
  /// - Complexity: O(steps · (m³ + m·series)) with m = w + r states.
  public func run(
    persistence: [Double], process: ARMAProcess?, inputs: Matrix, observations: [Double], noise: [Double] = [],
    into workspace: inout Workspace
  ) -> Bool {
    // Cannot trap: inputs, observations and their noise are made from the same months as the filter.
    precondition(
      inputs.rows == steps && observations.count == observed.count && (noise.isEmpty || noise.count == observed.count),
      "there must be one input per step and one value per observation")
    inputs.checkBounds()
    let isKnown = isEveryStepObserved && window == 1 && persistence == [1] && noise.isEmpty
    if isKnown, let process, process.startsAtZero { return drift(process, inputs, observations, into: &workspace) }
    if isKnown, process?.ma.isEmpty ?? true, steps >= process?.ar.count ?? 0 {
      return difference(
        AutoregressiveProcess(process?.ar ?? []), states: process == nil ? 0 : 1, inputs, observations,
        into: &workspace)
    }
    let transition = StateTransition(window: window, process: process)
    workspace.grow(observations: observed.count, states: transition.states, series: inputs.columns)
    guard findGains(persistence, process, transition, noise, into: &workspace) else { return false }
    // Moved out and back: two parts of one value cannot be written at once.
    var (state, whitened) = ([Double](), Matrix(rows: 0, columns: 0))
    swap(&state, &workspace.state)
    swap(&whitened, &workspace.whitened)
    for column in 0..<inputs.columns {
      filter(column, persistence, transition, inputs, observations, workspace, &state, &whitened)
      for i in state.indices { workspace.finalStates.elements[i + state.count * column] = state[i] }
    }
    swap(&state, &workspace.state)
    swap(&whitened, &workspace.whitened)
    return true
  }

  /// Runs over one series with the gains already computed; the first series is the response.
  private func filter(
    _ column: Int, _ persistence: [Double], _ transition: StateTransition, _ inputs: Matrix, _ observations: [Double],
    _ workspace: Workspace, _ state: inout [Double], _ whitened: inout Matrix
  ) {
    let (m, rows, steps) = (transition.states, observed.count - 1, steps)
    var state = state.mutableSpan
    var whitened = whitened.elements.mutableSpan
    let (gains, inputs) = (workspace.gains.span, inputs.elements.span)
    // Bounded: the state has m numbers, the gains m per observation, the whitened errors a row per observation but one, and
    // the inputs a row per step; what was found of them is checked where it is looked up, in `observed`.
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(
      state.count == m && gains.count == m * observed.count && whitened.count == rows * inputs.count / max(1, steps),
      "the workspace must be that of this run")
    // Cannot trap: that is what was just checked.
    for i in 0..<m { unsafe state[unchecked: i] = 0 }
    var next = 0
    for step in 0...steps {
      if step > 0 {
        let rho = persistence.count == 1 ? persistence[0] : persistence[step - 1]
        transition.advance(&state, from: 0, persistence: rho)
        unsafe state[unchecked: 0] += inputs[unchecked: step - 1 + steps * column]
      }
      guard observed[next] == step else { continue }
      var predicted = unsafe state[unchecked: 0]
      if window > 1 {
        for lag in 1..<window { unsafe predicted += state[unchecked: lag] }
        predicted /= Double(window)
      }
      let innovation = (column == 0 ? observations[next] : 0) - predicted
      for i in 0..<m { unsafe state[unchecked: i] += gains[unchecked: i + m * next] * innovation }
      if next > 0 {
        let value = (column == 0 ? innovation : -innovation) * workspace.roots[next]
        unsafe whitened[unchecked: next - 1 + rows * column] = value
      }
      next += 1
    }
  }
}
