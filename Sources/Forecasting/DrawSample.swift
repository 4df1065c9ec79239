import Drivers

/// The draws of one number, in bounded memory: as they are up to a limit, beyond that counted in narrow bins of a grid
/// that the first draws decide.
public struct DrawSample: Sendable {
  private let capacity: Int
  private var packets: [Lanes] = []
  /// Full packets of samples that were taken in before.
  private var earlier: [[Lanes]] = []
  /// The draws of packets that are not full.
  private var rest: [Double] = []
  private var bins: [Int32] = []
  private var count = 0
  private var smallest = Double.infinity
  private var largest = -Double.infinity
  private var low = 0.0
  private var width = 0.0

  /// No draws yet.
  ///
  /// - Parameters:
  ///   - capacity: the most draws that are kept as they are, and the number of bins.
  ///   - expected: the number of draws to come.
  public init(capacity: Int, expected: Int) {
    self.capacity = capacity
    packets.reserveCapacity((min(capacity, expected) + 7) / 8)
  }

  /// Takes in the first lanes of a packet.
  public mutating func add(_ values: Lanes, _ lanes: Int) {
    if bins.isEmpty, count + lanes <= capacity {
      if lanes == 8 { packets.append(values) } else { for lane in 0..<lanes { rest.append(values[lane]) } }
      count += lanes
    } else {
      if bins.isEmpty { spread() }
      for lane in 0..<lanes { tally(values[lane]) }
      count += lanes
    }
  }

  /// Takes in the draws of another sample behind its own.
  ///
  /// - Parameter other: a sample whose draws are all kept; together they are no more than the capacity.
  public mutating func append(_ other: DrawSample) {
    precondition(bins.isEmpty && other.bins.isEmpty && count + other.count <= capacity, "kept draws only")
    earlier.append(packets)
    earlier += other.earlier
    packets = other.packets
    rest += other.rest
    count += other.count
  }

  /// The draws that were kept as they are.
  private var kept: [Double] {
    var result = [Double](repeating: 0, count: count)
    var next = 0
    for part in earlier + [packets] {
      for packet in part {
        for lane in 0..<8 { result[next + lane] = packet[lane] }
        next += 8
      }
    }
    for value in rest {
      result[next] = value
      next += 1
    }
    return result
  }

  /// Whether every draw is a number of at most this size.
  public func isWithin(_ bound: Double) -> Bool {
    guard bins.isEmpty else { return width.isFinite && abs(low) < bound }
    let limit = Lanes(repeating: bound)
    // Also false for what is no number.
    return (earlier + [packets]).allSatisfy { $0.allSatisfy { all(($0 .< limit) .& ($0 .> -limit)) } }
      && rest.allSatisfy { abs($0) < bound }
  }

  /// The share of the draws below a value.
  public func share(below value: Double) -> Double {
    guard count > 0 else { return 0 }
    if bins.isEmpty { return Double(kept.count { $0 < value }) / Double(count) }
    let position = (value - low) / width
    guard position > 0 else { return 0 }
    let whole = Int(min(position, Double(bins.count)))
    var sum = 0.0
    for bin in 0..<whole { sum += Double(bins[bin]) }
    if whole < bins.count { sum += (position - Double(whole)) * Double(bins[whole]) }
    return sum / Double(count)
  }

  /// Quantiles; exact up to the limit of kept draws, else to the width of a bin, a few thousandths of a standard deviation.
  ///
  /// - Parameter probabilities: between 0 and 1.
  /// - Returns: one a probability.
  public func quantiles(_ probabilities: [Double]) -> [Double] {
    if bins.isEmpty { return Forecasting.quantiles(of: kept, probabilities: probabilities) }
    return probabilities.map { probability in
      var rest = probability * Double(count)
      for bin in bins.indices {
        let here = Double(bins[bin])
        if rest <= here, here > 0 {
          return min(max(low + width * (Double(bin) + rest / here), smallest), largest)
        }
        rest -= here
      }
      return largest
    }
  }

  /// The median and central intervals.
  public func summary(levels: [Double]) -> (median: Double, intervals: [ForecastInterval]) {
    let ends = quantiles(centralProbabilities(levels))
    return (ends[0], centralIntervals(ends, levels: levels))
  }

  /// Turns the kept draws into counts.
  private mutating func spread() {
    let kept = kept
    smallest = kept.min() ?? 0
    largest = kept.max() ?? 0
    let reach = max(largest - smallest, 1e-12 * max(abs(largest), 1))
    low = smallest - reach / 2
    width = 2 * reach / Double(capacity)
    bins = [Int32](repeating: 0, count: capacity)
    for value in kept { tally(value) }
    packets = []
    earlier = []
    rest = []
  }

  private mutating func tally(_ value: Double) {
    let position = (value - low) / width
    guard position.isFinite else {
      width = .infinity
      return
    }
    smallest = min(smallest, value)
    largest = max(largest, value)
    bins[min(Int(min(max(position, 0), 1e9)), bins.count - 1)] += 1
  }
}
