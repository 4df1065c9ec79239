import LeastSquares
import RealModule
import Testing

@Suite("Kalman filter of a level")
struct KalmanFilterTests {
  /// Irregular deterministic numbers.
  private func numbers(_ count: Int, _ start: Double) -> [Double] {
    var x = start
    return (0..<count).map { _ in
      x = 3.9 * x * (1 - x)
      return x - 0.5
    }
  }

  @Test(
    "Autoregressive errors of a level observed in every step need no filter",
    arguments: [[0.6], [-0.9], [0.5, -0.3], [1.2, -0.5, 0.1], []].map { ARMAProcess(ar: $0, ma: []) }
      + [0, 0.2, 1].map { ARMAProcess(drift: $0) })
  func shortcut(_ process: ARMAProcess) {
    let steps = 30
    let observations = numbers(steps + 1, 0.31)
    let inputs = Matrix(columns: [numbers(steps, 0.17), numbers(steps, 0.23), numbers(steps, 0.41)])
    let filter = KalmanFilter(observed: Array(0...steps))
    var (short, long) = (KalmanFilter.Workspace(), KalmanFilter.Workspace())
    let shortRan = filter.run(
      persistence: [1], process: process, inputs: inputs, observations: observations, into: &short)
    // A persistence for every step is filtered step by step.
    let longRan = filter.run(
      persistence: [Double](repeating: 1, count: steps), process: process, inputs: inputs, observations: observations,
      into: &long)
    #expect(shortRan && longRan)
    func agree(_ a: [Double], _ b: [Double]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 }
    }
    #expect(agree(short.whitened.elements, long.whitened.elements))
    #expect(agree(short.logVariances, long.logVariances))
    #expect(agree(short.finalStates.elements, long.finalStates.elements))
    #expect(agree(short.finalCovariance.elements, long.finalCovariance.elements))
  }

  @Test(
    "Non-stationary errors cannot be filtered, nor can drifts of more than everything or of the other sign",
    arguments: [ARMAProcess(ar: [1.01], ma: []), ARMAProcess(drift: 1.1), ARMAProcess(drift: -0.1)])
  func explosive(_ process: ARMAProcess) {
    var workspace = KalmanFilter.Workspace()
    let ran = KalmanFilter(observed: Array(0...9)).run(
      persistence: [1], process: process, inputs: Matrix(rows: 9, columns: 1), observations: numbers(10, 0.3),
      into: &workspace)
    #expect(!ran)
  }

  /// Observations as linear functions of the errors, whose covariance comes from the weights of the infinite moving average.
  @Test(
    "Innovations and the last level match the full covariance matrix",
    arguments: [(Array(0...14), 1), ([0, 3, 4, 9, 14], 1), ([2, 5, 8, 11, 14], 3), ([2, 3, 8, 14], 3)])
  func dense(observed: [Int], window: Int) throws {
    let process = ARMAProcess(ar: [0.7, -0.2], ma: [0.4])
    let steps = 14
    let inputs = Matrix(columns: [numbers(steps, 0.17), numbers(steps, 0.23)])
    let observations = numbers(observed.count, 0.31)
    var workspace = KalmanFilter.Workspace()
    let filter = KalmanFilter(observed: observed, window: window)
    let ran = filter.run(
      persistence: [1], process: process, inputs: inputs, observations: observations, into: &workspace)
    #expect(ran)

    let psi = process.impulses(400)
    let autocovariances = (0..<steps).map { lag in (0..<(400 - lag)).reduce(0.0) { $0 + psi[$1] * psi[$1 + lag] } }
    let errors = Matrix(
      rows: steps, columns: steps,
      elements: (0..<(steps * steps)).map { autocovariances[abs($0 % steps - $0 / steps)] })
    // The weight of step t (from 1) in a mean of levels, and in the differences of means.
    func weights(_ last: Int, _ count: Int) -> [Double] {
      (1...steps).map { t in Double((0..<count).filter { last - $0 >= t }.count) / Double(count) }
    }
    let means = observed.map { weights($0, window) }
    let differences = zip(means.dropFirst(), means).map { zip($0, $1).map { $0 - $1 } }
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    func covariance(_ a: [Double], _ b: [Double]) -> Double {
      (0..<steps).reduce(0) { $0 + a[$1] * product(errors.column($1), b) }
    }
    // Var(last level − last mean | differences) by regression on the differences, whitened by Cholesky's factor.
    let count = differences.count
    let dense = Matrix(
      rows: count, columns: count,
      elements: (0..<(count * count)).map { covariance(differences[$0 % count], differences[$0 / count]) })
    let root = try #require(dense.choleskyFactor())
    func whitened(_ values: [Double]) -> [Double] {
      var result = values
      for i in 0..<count {
        for k in 0..<i { result[i] -= root[i, k] * result[k] }
        result[i] /= root[i, i]
      }
      return result
    }
    let response = zip(zip(observations.dropFirst(), observations), differences).map { pair, weights in
      pair.0 - pair.1 - product(weights, inputs.column(0))
    }
    let logDeterminant = 2 * (0..<count).reduce(0) { $0 + .log(root[$1, $1]) }
    #expect(abs(workspace.logVariances.reduce(0, +) - logDeterminant) < 1e-9)
    func squares(_ values: [Double]) -> Double { product(values, values) }
    #expect(correctDigits(squares(workspace.whitened.column(0)), squares(whitened(response))) > 9)
    let regressor = differences.map { product($0, inputs.column(1)) }
    #expect(correctDigits(squares(workspace.whitened.column(1)), squares(whitened(regressor))) > 9)
    // A regressor's whitened column explains the response's with the sign of its coefficient.
    #expect(
      correctDigits(
        product(workspace.whitened.column(0), workspace.whitened.column(1)),
        product(whitened(response), whitened(regressor))) > 8)

    let rest = zip(weights(steps, 1), means[means.count - 1]).map { $0 - $1 }
    let link = whitened(differences.map { covariance($0, rest) })
    #expect(abs(workspace.finalCovariance[0, 0] - (covariance(rest, rest) - squares(link))) < 1e-9)
    let expected =
      observations[observations.count - 1] + product(rest, inputs.column(0)) + product(link, whitened(response))
    #expect(abs(workspace.finalStates[0, 0] - expected) < 1e-9)
  }

  @Test("A workspace used by another filter gives the same results as a new one")
  func usedAgain() {
    let process = ARMAProcess(ar: [0.5], ma: [])
    func run(_ observed: [Int], _ workspace: inout KalmanFilter.Workspace) {
      let steps = observed[observed.count - 1]
      let ran = KalmanFilter(observed: observed).run(
        persistence: [1], process: process, inputs: Matrix(columns: [numbers(steps, 0.2)]),
        observations: numbers(observed.count, 0.3), into: &workspace)
      #expect(ran)
    }
    var (used, new) = (KalmanFilter.Workspace(), KalmanFilter.Workspace())
    run([0, 2, 5, 7, 8], &used)
    run([0, 1, 2, 3, 4], &used)
    run([0, 1, 2, 3, 4], &new)
    #expect(used.whitened == new.whitened && used.logVariances == new.logVariances)
    #expect(used.finalStates == new.finalStates && used.finalCovariance == new.finalCovariance)
  }

  @Test("One observation has no innovation")
  func oneObservation() {
    let cases: [(Int, ARMAProcess?)] = [
      (1, nil), (1, ARMAProcess(ar: [], ma: [])), (3, ARMAProcess(ar: [0.5], ma: [0.2])),
    ]
    for (window, process) in cases {
      let filter = KalmanFilter(observed: [window - 1], window: window)
      var workspace = KalmanFilter.Workspace()
      let inputs = Matrix(rows: window - 1, columns: 2)
      let isDone = filter.run(
        persistence: [1], process: process, inputs: inputs, observations: [5], into: &workspace)
      #expect(isDone && workspace.whitened.elements.isEmpty && workspace.finalStates.elements.allSatisfy(\.isFinite))
    }
  }

  @Test("Inputs whose elements were replaced stop the program")
  func replacedInputs() async {
    await #expect(processExitsWith: .failure) {
      var inputs = Matrix(rows: 2, columns: 2)
      inputs.elements = [0]
      var workspace = KalmanFilter.Workspace()
      _ = KalmanFilter(observed: [0, 2]).run(
        persistence: [1], process: nil, inputs: inputs, observations: [1, 2], into: &workspace)
    }
  }
}
