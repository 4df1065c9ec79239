import Forecasting
import Sampling

/// The search for levels of a driver that keep users at a target.
struct GoalSearch {
  /// A level that was tried.
  struct Trial {
    let level: Double
    let sample: DrawSample
    /// The median of ln U.
    let median: Double
  }

  /// Ascending by level.
  private var trials: [Trial] = []
  /// The level of the highest median.
  private(set) var best: Trial
  private let precision: Double

  /// The number of levels on the grid.
  static let points = 17
  /// Steps towards the best level, each of two trials.
  static let refinements = 8

  /// Tries a grid, and levels ever closer to the best one.
  init(_ range: ClosedRange<Double>, _ sample: (Double) throws -> DrawSample) rethrows {
    func trial(_ level: Double) throws -> Trial {
      let found = try sample(level)
      return Trial(level: level, sample: found, median: found.quantiles([0.5])[0])
    }
    precision = 1e-6 * max(abs(range.lowerBound), abs(range.upperBound))
    let width = (range.upperBound - range.lowerBound) / Double(Self.points - 1)
    let first = try trial(range.lowerBound)
    trials = [first]
    best = first
    guard width > 0 else { return }
    for point in 1..<Self.points {
      let level = point == Self.points - 1 ? range.upperBound : range.lowerBound + Double(point) * width
      trials.append(try trial(level))
    }
    for tried in trials where tried.median > best.median { best = tried }
    // An optimum inside is between the neighbours of the best level; at an end there is none to look for.
    guard best.level > range.lowerBound, best.level < range.upperBound else { return }
    var reach = width
    for _ in 0..<Self.refinements {
      reach /= 2
      for level in [best.level - reach, best.level + reach] {
        let tried = try trial(level)
        trials.append(tried)
        if tried.median > best.median { best = tried }
      }
    }
    trials.sort { $0.level < $1.level }
  }

  /// The level with which the target is kept with a probability.
  ///
  /// - Parameters:
  ///   - probability: the probability.
  ///   - present: the scenario's own level; of several ends of levels that suffice, the nearest is taken.
  ///   - target: ln U.
  ///   - sample: the draws at a level.
  /// - Returns: the end of the levels that suffice, or none.
  mutating func answer(
    _ probability: Double, nearest present: Double, target: Double, _ sample: (Double) throws -> DrawSample
  ) rethrows -> GoalSeek.Answer {
    func isKept(_ sample: DrawSample) -> Bool { sample.quantiles([1 - probability])[0] >= target }
    let kept = trials.map { isKept($0.sample) }
    guard kept.contains(true) else { return .init(probability: probability, level: nil, isAnyLevel: false) }
    var ends: [Double] = []
    for (index, pair) in zip(trials, trials.dropFirst()).enumerated() where kept[index] != kept[index + 1] {
      var (good, bad) = kept[index] ? (pair.0.level, pair.1.level) : (pair.1.level, pair.0.level)
      while abs(bad - good) > precision {
        let middle = (good + bad) / 2
        guard middle != good, middle != bad else { break }
        if try isKept(sample(middle)) { good = middle } else { bad = middle }
      }
      ends.append(good)
    }
    guard let nearest = ends.min(by: { abs($0 - present) < abs($1 - present) }) else {
      // All levels suffice; the end with fewer users is the last one to do.
      let (low, high) = (trials[0], trials[trials.count - 1])
      return .init(probability: probability, level: low.median < high.median ? low.level : high.level, isAnyLevel: true)
    }
    return .init(probability: probability, level: nearest, isAnyLevel: false)
  }
}
