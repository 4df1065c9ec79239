import LeastSquares
import RealModule

/// Errors with one parameter, searched over eight of its values at a time.
extension GrowthEstimator {
  /// The grid of an equation in which nothing but the errors is nonlinear and every month has an exact figure; nil for others.
  private func errorGrid() -> ErrorGrid? {
    guard equation.isComplete, priors.isEmpty, nonlinear.count == errors.count, let inputs = equation.filledInputs()
    else {
      return nil
    }
    return ErrorGrid(observations: equation.observations, inputs: inputs)
  }

  /// The restricted log-likelihood of values of δ, and the sums of squares that determine the likelihood itself.
  ///
  /// - Parameters:
  ///   - shares: δ, any number of values.
  ///   - parameters: all coefficients; only the nonlinear ones matter.
  ///   - sigma: as in ``likelihood(_:sigma:)``.
  /// - Returns: one pair for each value.
  mutating func driftLikelihoods(
    _ shares: [Double], _ parameters: [Double], sigma: Double
  ) -> [(restricted: Double, sum: Double)] {
    guard let index = equation.specification.driftIndex else { return [] }
    var result: [(restricted: Double, sum: Double)] = []
    for first in stride(from: 0, to: shares.count, by: 8) {
      let group = shares[first..<min(first + 8, shares.count)]
      if let found = gridLikelihoods(.drift, Array(group)) {
        result += found
      } else {
        hasNoGrid = true
        var moved = parameters
        for share in group {
          moved[index] = share
          result.append(likelihood(&moved, sigma: sigma))
        }
      }
    }
    return result
  }

  /// The restricted log-likelihoods and sums of squares of up to eight values; nil where there is no grid.
  private mutating func gridLikelihoods(
    _ process: ErrorGrid.Process, _ values: [Double]
  ) -> [(restricted: Double, sum: Double)]? {
    guard !hasNoGrid, let last = values.last else { return nil }
    if grid == nil { grid = errorGrid() }
    var lanes = SIMD8<Double>(repeating: last)
    for (lane, value) in values.enumerated() { lanes[lane] = value }
    guard let found = grid?.likelihood(process, at: lanes) else { return nil }
    let freedom = Double(equation.innovationCount - linear.count)
    return values.indices.map { lane in
      let sum = found.sums[lane]
      return (-(freedom * .log(sum) + found.logDeterminants[lane]) / 2, sum)
    }
  }

  /// The value of φ of AR(1) errors that maximises the likelihood, restricted or not, and the sum of squares that determines the
  /// likelihood there; nil where there is no grid.
  ///
  /// - Parameters:
  ///   - parameters: all coefficients; only φ matters.
  ///   - fresh: false where φ is the end of a search that is near.
  /// - Returns: φ and the sum.
  mutating func searchFirstOrder(_ parameters: [Double], fresh: Bool) -> (phi: Double, sum: Double)? {
    guard errors.count == 1, equation.specification.errors.arOrder == 1 else { return nil }
    // In u with φ = tanh u, as in other searches.
    let centre = fresh ? 0 : unbounded(parameters)[0]
    var (range, points) = fresh ? (-4.0...4.0, 16) : (max(-4, centre - 0.5)...min(4, centre + 0.5), 8)
    var vertex = centre
    for _ in 0..<12 {
      let width = (range.upperBound - range.lowerBound) / Double(points + 1)
      let places = (1...points).map { range.lowerBound + Double($0) * width }
      var values: [Double] = []
      for first in stride(from: 0, to: points, by: 8) {
        guard let found = gridLikelihoods(.autoregression, places[first..<(first + 8)].map { .tanh($0) }) else {
          hasNoGrid = true
          return nil
        }
        values += found.map { restricted ? -$0.restricted : $0.sum }
      }
      guard let lowest = values.indices.min(by: { values[$0] < values[$1] }) else { return nil }
      vertex = places[lowest]
      let isInside = lowest > 0 && lowest + 1 < points
      if isInside {
        let (left, right) = (values[lowest - 1] - values[lowest], values[lowest + 1] - values[lowest])
        let shift = width * (left - right) / (2 * (left + right))
        if shift.isFinite { vertex += shift }
      }
      // The error of the vertex falls with the cube of the width.
      if width < 2e-3, isInside || abs(vertex) > 3.99 { break }
      let reach = isInside || abs(vertex) + width >= 4 ? width / 2 : width * Double(points) / 2
      range = max(-4, vertex - reach)...min(4, vertex + reach)
      points = 8
    }
    guard let end = gridLikelihoods(.autoregression, [.tanh(vertex)])?.first else { return nil }
    return (.tanh(vertex), end.sum)
  }
}
