/// The draws of one number, in bounded memory: kept as they are up to a limit, beyond it counted in narrow bins of a
/// grid fixed by the first draws.
public struct DrawSample: Sendable {
  private let capacity: Int
  /// The draws themselves; empty once they are counted.
  private var kept: [Double]
  private var bins: [Int32] = []
  private var count: Int
  private var smallest = Double.infinity
  private var largest = -Double.infinity
  /// The same by lane, of draws that came eight at a time.
  private var smallestLanes = Lanes(repeating: .infinity)
  private var largestLanes = Lanes(repeating: -.infinity)
  private var low = 0.0
  private var width = 0.0
  /// Bins per unit.
  private var scale = 0.0

  private static let mostBins = 4096

  /// No draws yet.
  ///
  /// - Parameter capacity: the largest number of draws kept as they are, and of bins.
  public init(capacity: Int) { self.init([], capacity: capacity) }

  /// A sample of these draws, no more than the capacity.
  init(_ kept: [Double], capacity: Int) {
    self.capacity = capacity
    self.kept = kept
    count = kept.count
  }

  /// Adds the first lanes of a packet.
  public mutating func add(_ values: Lanes, _ lanes: Int) {
    if bins.isEmpty, count + lanes > capacity { spread() }
    if bins.isEmpty {
      for lane in 0..<lanes { kept.append(values[lane]) }
    } else if lanes == 8 {
      tally(values)
    } else {
      for lane in 0..<lanes { tally(values[lane]) }
    }
    count += lanes
  }

  /// Whether every draw is a number of at most this size.
  public func isWithin(_ bound: Double) -> Bool {
    guard bins.isEmpty else { return width.isFinite && abs(low) < bound }
    // Also false for NaN.
    return kept.allSatisfy { abs($0) < bound }
  }

  /// The share of the draws below a value.
  public func share(below value: Double) -> Double {
    guard count > 0 else { return 0 }
    if bins.isEmpty { return Double(kept.count { $0 < value }) / Double(count) }
    let position = (value - low) / width
    guard position > 0 else { return 0 }
    // Cannot trap: above 0 and not NaN, at most the number of bins.
    let whole = Int(min(position, Double(bins.count)))
    var sum = 0.0
    for bin in 0..<whole { sum += Double(bins[bin]) }
    if whole < bins.count { sum += (position - Double(whole)) * Double(bins[whole]) }
    return sum / Double(count)
  }

  /// Quantiles; exact up to the limit of kept draws, beyond it to the width of a bin, a few thousandths of a standard
  /// deviation.
  ///
  /// - Parameters:
  ///   - probabilities: between 0 and 1.
  ///   - inLogs: whether to interpolate between the logarithms of the draws, which must then be above 0.
  /// - Returns: one per probability.
  public func quantiles(_ probabilities: [Double], inLogs: Bool = false) -> [Double] {
    if bins.isEmpty { return Sampling.quantiles(of: kept, probabilities: probabilities, inLogs: inLogs) }
    let smallest = (0..<8).reduce(smallest) { min($0, smallestLanes[$1]) }
    let largest = (0..<8).reduce(largest) { max($0, largestLanes[$1]) }
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

  /// Turns the kept draws into counts.
  private mutating func spread() {
    smallest = kept.min() ?? 0
    largest = kept.max() ?? 0
    let reach = max(largest - smallest, 1e-12 * max(abs(largest), 1))
    low = smallest - reach / 2
    // As many counts as stay in the nearest cache.
    let number = min(capacity, Self.mostBins)
    width = 2 * reach / Double(number)
    scale = 1 / width
    bins = [Int32](repeating: 0, count: number)
    let values = kept
    kept = []
    for value in values { tally(value) }
  }

  /// Counts eight draws; the same as one by one.
  private mutating func tally(_ values: Lanes) {
    let positions = (values - low) * scale
    // False for NaN too.
    guard ((positions .>= 0) .& (positions .< Double(bins.count))).holdsEverywhere else {
      for lane in 0..<8 { tally(values[lane]) }
      return
    }
    smallestLanes.replace(with: values, where: values .< smallestLanes)
    largestLanes.replace(with: values, where: values .> largestLanes)
    var counts = bins.mutableSpan
    // Cannot trap: within the bins.
    for lane in 0..<8 { counts[Int(positions[lane])] += 1 }
  }

  private mutating func tally(_ value: Double) {
    let position = (value - low) * scale
    guard position.isFinite else {
      width = .infinity
      return
    }
    smallest = min(smallest, value)
    largest = max(largest, value)
    // Cannot trap: finite, from 0 to 10⁹.
    bins[min(Int(min(max(position, 0), 1e9)), bins.count - 1)] += 1
  }
}
