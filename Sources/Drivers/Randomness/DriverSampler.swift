import RealModule
import Sampling

/// Draws a raw driver along its path, with everything computed in advance that does not depend on the draws.
public struct DriverSampler: Sendable, Equatable {
  /// How draws differ from the path.
  public let randomness: DriverRandomness
  /// The quantiles of the path's rates, one per distinct rate, and which of them applies in each month.
  private let quantiles: [CountQuantile]
  private let tables: [Int]

  /// A sampler.
  ///
  /// - Parameters:
  ///   - randomness: how draws differ from the path; its values are known.
  ///   - path: the path of most draws; other paths work too, but are slower.
  public init(_ randomness: DriverRandomness, path: [Double]) {
    self.randomness = randomness
    var quantiles: [CountQuantile] = []
    var tables: [Int] = []
    if let size = randomness.countSize {
      for wanted in path {
        // Paths have few levels; a long ramp ends the search early.
        if let known = quantiles.suffix(4).lastIndex(where: { $0.rate == wanted }) {
          tables.append(known)
        } else {
          quantiles.append(CountQuantile(rate: wanted, size: size))
          tables.append(quantiles.count - 1)
        }
      }
    }
    self.quantiles = quantiles
    self.tables = tables
  }

  /// Draws along paths.
  ///
  /// - Parameters:
  ///   - path: raw values of each draw; those from `first` on become what is drawn.
  ///   - first: the first month that is drawn.
  ///   - normals: standard normal deviates, one per month of the path.
  ///   - probabilities: Φ of these; empty where ``needsProbabilities`` is false.
  public func draw(_ path: inout [Lanes], from first: Int, normals: [Lanes], probabilities: [Lanes]) {
    guard first < path.count else { return }
    switch randomness {
    case .poisson, .negativeBinomial: counts(&path, from: first, normals, probabilities)
    case .autoregressive(_, let deviation, let persistence, let lowest):
      let fresh = Double.sqrt(max(0, 1 - persistence * persistence))
      var state = normals[first]
      for month in first..<path.count {
        if month > first { state = persistence * state + fresh * normals[month] }
        path[month] = Self.atLeast(lowest, path[month] + deviation * state)
      }
    case .seasonal(let pattern?, let deviation, let persistence, let lowest):
      let fresh = Double.sqrt(max(0, 1 - persistence * persistence))
      var state = normals[first]
      for month in first..<path.count {
        if month > first { state = persistence * state + fresh * normals[month] }
        path[month] = Self.atLeast(lowest, path[month] + pattern[month % 12] + deviation * state)
      }
    case .randomWalk(let deviation, let lowest):
      var sum = Lanes(repeating: 0)
      for month in first..<path.count {
        sum += normals[month]
        path[month] = Self.atLeast(lowest, path[month] + deviation * sum)
      }
    case .triangular(let low, let mode, let high):
      for month in first..<path.count {
        let peak = mode.map { Lanes(repeating: $0) } ?? path[month]
        for lane in 0..<8 {
          path[month][lane] = Self.triangular(
            probabilities[first][lane], low, min(max(peak[lane], low), high), high)
        }
      }
    case .history(let values?, let block):
      var starts = [Int](repeating: 0, count: 8)
      for month in first..<path.count {
        let place = (month - first) % block
        if place == 0 {
          let position = probabilities[month] * Double(values.count)
          // Cannot trap: probabilities are those of finite deviates, from 0 to 1.
          for lane in 0..<8 { starts[lane] = min(values.count - 1, Int(position[lane])) }
        }
        for lane in 0..<8 { path[month][lane] = values[(starts[lane] + place) % values.count] }
      }
    case .history(nil, _), .seasonal(nil, _, _, _), .forecast:
      // Cannot trap: scenarios fill in the values when they are compiled.
      preconditionFailure("values are known before they are drawn")
    }
  }

  /// Counts with the path as their rate.
  private func counts(_ path: inout [Lanes], from first: Int, _ normals: [Lanes], _ probabilities: [Lanes]) {
    var month = first
    while month < path.count {
      // Months with the same rate are handled together.
      let table = tables[month]
      let rate = Lanes(repeating: quantiles[table].rate)
      var end = month
      while end < path.count, tables[end] == table, path[end] == rate { end += 1 }
      if end > month {
        quantiles[table].draw(&path, month..<end, normals: normals, probabilities: probabilities)
        month = end
        continue
      }
      defer { month += 1 }
      let rates = path[month]
      var quantile = quantiles[table]
      for lane in 0..<8 {
        if quantile.rate != rates[lane] { quantile = CountQuantile(rate: rates[lane], size: quantile.size) }
        path[month][lane] = quantile.value(normal: normals[month][lane], probability: probabilities[month][lane])
      }
    }
  }

  private static func atLeast(_ lowest: Double?, _ value: Lanes) -> Lanes {
    lowest.map { pointwiseMax(value, Lanes(repeating: $0)) } ?? value
  }

  private static func triangular(_ probability: Double, _ low: Double, _ mode: Double, _ high: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let split = (mode - low) / width
    return probability < split
      ? low + .sqrt(probability * width * (mode - low)) : high - .sqrt((1 - probability) * width * (high - mode))
  }
}
