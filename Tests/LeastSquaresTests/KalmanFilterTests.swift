import LeastSquares
import RealModule
import Testing

@Suite("Filter of a level")
struct LevelFilterTests {
  /// Numbers without a pattern.
  private func numbers(_ count: Int, _ start: Double) -> [Double] {
    var x = start
    return (0..<count).map { _ in
      x = 3.9 * x * (1 - x)
      return x - 0.5
    }
  }

  @Test(
    "Autoregressive errors of a level seen in every step need no filter",
    arguments: [[0.6], [-0.9], [0.5, -0.3], [1.2, -0.5, 0.1], []])
  func shortcut(_ phi: [Double]) {
    let steps = 30
    let observations = numbers(steps + 1, 0.31)
    let inputs = Matrix(columns: [numbers(steps, 0.17), numbers(steps, 0.23), numbers(steps, 0.41)])
    let process = ARMAProcess(ar: phi, ma: [])
    var short = KalmanFilter(observed: Array(0...steps))
    var long = short
    let shortRan = short.run(persistence: [1], process: process, inputs: inputs, observations: observations)
    // A persistence for every step is filtered step by step.
    let longRan = long.run(
      persistence: [Double](repeating: 1, count: steps), process: process, inputs: inputs, observations: observations)
    #expect(shortRan && longRan)
    func agree(_ a: [Double], _ b: [Double]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 }
    }
    #expect(agree(short.whitened.elements, long.whitened.elements))
    #expect(agree(short.logVariances, long.logVariances))
    #expect(agree(short.finalStates.elements, long.finalStates.elements))
    #expect(agree(short.finalCovariance.elements, long.finalCovariance.elements))
  }

  @Test("Errors that are not stationary have no filter")
  func explosive() {
    var filter = KalmanFilter(observed: Array(0...9))
    let process = ARMAProcess(ar: [1.01], ma: [])
    let ran = filter.run(
      persistence: [1], process: process, inputs: Matrix(rows: 9, columns: 1), observations: numbers(10, 0.3))
    #expect(!ran)
  }
}
