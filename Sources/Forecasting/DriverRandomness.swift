import Drivers
import RealModule

/// How the draws of a raw driver differ from its path.
public enum DriverRandomness: Sendable, Equatable {
  /// Counts with this rate, or with the path as their rate.
  case poisson(rate: Double?)
  /// About the path with this standard deviation in a month; deviations last (a first-order autoregression of this
  /// persistence), and values are not below `lowest`.
  case normal(mean: Double?, standardDeviation: Double, persistence: Double, lowest: Double?)
  /// One uncertain level a draw, triangular; the mode is stated or the path.
  case triangular(low: Double, mode: Double?, high: Double)
  /// Values seen before, or those stated, drawn with replacement in blocks of so many months.
  case history(values: [Double]?, block: Int)
  /// The forecast from the history of the column.
  case forecast(DriverForecast.Method?)

  /// Takes the expected values instead of draws.
  ///
  /// - Parameter path: raw values of each draw; becomes the expected values.
  public func takeMeans(_ path: inout [Lanes]) {
    switch self {
    case .poisson(let rate?): for month in path.indices { path[month] = Lanes(repeating: rate) }
    case .normal(let mean?, _, _, _): for month in path.indices { path[month] = Lanes(repeating: mean) }
    case .triangular(let low, let mode, let high):
      for month in path.indices { path[month] = (low + (mode.map { Lanes(repeating: $0) } ?? path[month]) + high) / 3 }
    case .history(let values?, _):
      let mean = values.reduce(0, +) / Double(values.count)
      for month in path.indices { path[month] = Lanes(repeating: mean) }
    case .poisson(nil), .normal(nil, _, _, _): break
    case .history(nil, _), .forecast: preconditionFailure("values are known before they are drawn")
    }
  }

  /// Draws along paths.
  ///
  /// - Parameters:
  ///   - path: raw values of each draw; becomes what is drawn.
  ///   - normals: standard normal deviates, one a month.
  public func draw(_ path: inout [Lanes], normals: [Lanes]) {
    switch self {
    case .poisson(let rate):
      var quantile = rate.map { PoissonQuantile(rate: $0) }
      for month in path.indices {
        let rates = rate.map { Lanes(repeating: $0) } ?? path[month]
        for lane in 0..<8 {
          if quantile?.rate != rates[lane] { quantile = PoissonQuantile(rate: rates[lane]) }
          path[month][lane] = quantile?.value(normal: normals[month][lane]) ?? 0
        }
      }
    case .normal(let mean, let deviation, let persistence, let lowest):
      let fresh = Double.sqrt(max(0, 1 - persistence * persistence))
      var state = Lanes(repeating: 0)
      for month in path.indices {
        state = month == 0 ? normals[0] : persistence * state + fresh * normals[month]
        var value = (mean.map { Lanes(repeating: $0) } ?? path[month]) + deviation * state
        if let lowest { value = pointwiseMax(value, Lanes(repeating: lowest)) }
        path[month] = value
      }
    case .triangular(let low, let mode, let high):
      guard let first = normals.first else { return }
      let probability = normalProbability(first)
      for month in path.indices {
        let peak = mode.map { Lanes(repeating: $0) } ?? path[month]
        for lane in 0..<8 {
          path[month][lane] = Self.triangular(probability[lane], low, min(max(peak[lane], low), high), high)
        }
      }
    case .history(let values?, let block):
      var starts = [Int](repeating: 0, count: 8)
      for month in path.indices {
        if month % block == 0 {
          let probability = normalProbability(normals[month])
          for lane in 0..<8 { starts[lane] = min(values.count - 1, Int(probability[lane] * Double(values.count))) }
        }
        for lane in 0..<8 { path[month][lane] = values[(starts[lane] + month % block) % values.count] }
      }
    case .history(nil, _), .forecast: preconditionFailure("values are known before they are drawn")
    }
  }

  private static func triangular(_ probability: Double, _ low: Double, _ mode: Double, _ high: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let split = (mode - low) / width
    return probability < split
      ? low + .sqrt(probability * width * (mode - low)) : high - .sqrt((1 - probability) * width * (high - mode))
  }
}

/// Φ in every lane.
func normalProbability(_ x: Lanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = 0.5 * .erfc(-x[lane] * 0.5.squareRoot()) }
  return result
}
