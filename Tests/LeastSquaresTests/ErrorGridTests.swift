import Foundation
import LeastSquares
import Testing

@Suite("Error grid")
struct ErrorGridTests {
  private let steps = 47

  /// Levels and inputs without structure; the response comes first.
  private func problem(_ regressors: Int) -> (observations: [Double], inputs: Matrix) {
    func number(_ row: Int, _ column: Int) -> Double { sin(Double(2 + row * row * (column + 1)) + Double(column)) }
    let inputs = Matrix(
      columns: (0...regressors).map { column in
        (0..<steps).map { column == 0 ? 0 : column == 1 ? 1 : 100 * number($0, column) }
      })
    var level = 3.0
    return (
      [level]
        + (0..<steps).map {
          level += 0.4 + number($0, 77); return level
        }, inputs
    )
  }

  /// The same from the Kalman filter and a QR factorisation.
  private func reference(
    _ process: ARMAProcess, _ observations: [Double], _ inputs: Matrix
  ) -> (sum: Double, logDeterminant: Double) {
    let filter = KalmanFilter(observed: Array(0...steps))
    var workspace = KalmanFilter.Workspace()
    let isRun = filter.run(
      persistence: [1], process: process, inputs: inputs, observations: observations, into: &workspace)
    #expect(isRun)
    let logScale = workspace.logVariances.reduce(0, +) / Double(steps)
    let columns = inputs.columns - 1
    var residuals = workspace.whitened.column(0).map { $0 * exp(logScale / 2) }
    var qr = PivotedQR()
    qr.factorise(Matrix(columns: (1...columns).map { workspace.whitened.column($0).map { $0 * exp(logScale / 2) } }))
    qr.project(&residuals)
    return (residuals.reduce(0) { $0 + $1 * $1 }, qr.logDeterminant)
  }

  @Test("Likelihoods are those of the filter", arguments: [1, 2, 5, 12])
  func agreement(regressors: Int) throws {
    let (observations, inputs) = problem(regressors)
    var grid = ErrorGrid(observations: observations, inputs: inputs)
    let drifts = SIMD8(0, 0.001, 0.02, 0.1, 0.3, 0.5, 0.8, 1)
    let atDrifts = grid.likelihood(.drift, at: drifts)
    let drifting = try #require(atDrifts)
    for lane in 0..<8 {
      let expected = reference(ARMAProcess(drift: drifts[lane]), observations, inputs)
      #expect(abs(drifting.sums[lane] / expected.sum - 1) < 1e-10)
      #expect(abs(drifting.logDeterminants[lane] - expected.logDeterminant) < 1e-9)
    }
    let values = SIMD8(-0.99, -0.7, -0.2, 0, 0.1, 0.5, 0.9, 0.995)
    let atValues = grid.likelihood(.autoregression, at: values)
    let found = try #require(atValues)
    for lane in 0..<8 {
      let expected = reference(ARMAProcess(ar: [values[lane]], ma: []), observations, inputs)
      #expect(abs(found.sums[lane] / expected.sum - 1) < 1e-10)
      #expect(abs(found.logDeterminants[lane] - expected.logDeterminant) < 1e-9)
    }
  }

  @Test(
    "Nothing is said where columns nearly depend on each other, the response is explained, or numbers are not finite")
  func refusals() {
    var (observations, inputs) = problem(3)
    for step in 0..<steps { inputs[step, 3] = 2 * inputs[step, 1] + (step == 5 ? 1e-4 : 0) }
    var grid = ErrorGrid(observations: observations, inputs: inputs)
    func isRefused(_ process: ErrorGrid.Process) -> Bool { grid.likelihood(process, at: SIMD8(repeating: 0.1)) == nil }
    #expect(isRefused(.drift) && isRefused(.autoregression))
    (observations, inputs) = problem(2)
    for step in 0..<steps { observations[step + 1] = observations[step] + 3 * inputs[step, 2] }
    grid = ErrorGrid(observations: observations, inputs: inputs)
    #expect(isRefused(.drift))
    observations[4] = .nan
    grid = ErrorGrid(observations: observations, inputs: inputs)
    #expect(isRefused(.autoregression))
  }
}
