import LeastSquares
import RealModule
import Sampling

/// How strong outages are, those that were not found included.
///
/// ln of the strength (1 where an outage is just found) is normal; only strengths above 1 are seen. Mean and standard deviation follow by Bayes' rule on a
/// grid, with a prior N(0.5, 1) of the mean and a log-normal one about 0.9, with a fifth of spread, of the standard deviation: that is what times and sizes
/// of outages usually vary by, and a few outages say little about it.
struct OutageStrengths {
  /// A pair of parameters.
  private struct Point {
    let mean: Double
    let deviation: Double
    /// P(found).
    let found: Double
  }

  private let points: [Point]
  /// Sums of the posterior probabilities.
  private let sums: [Double]
  private let count: Double
  /// False alarms per unit of strength at strength 1.
  private let falseAlarms: Double

  /// Windows with noise alone that are found, per step; measured in simulated counts.
  private static let falseRate = 4e-5
  /// The rate at which false alarms become rarer with ln of the strength.
  private static let falseDecay = 10.0

  /// - Parameters:
  ///   - strengths: of the outages found, at least 1.
  ///   - steps: the steps of counts that were searched.
  init(_ strengths: [Double], steps: Int) {
    // What false alarms are likely to be must not pass for weak outages: they count by their certainty.
    let first = OutageStrengths(strengths, strengths.map { _ in 1 }, steps)
    self.init(strengths, strengths.map(first.certainty), steps)
  }

  private init(_ strengths: [Double], _ weights: [Double], _ steps: Int) {
    count = weights.reduce(0, +)
    falseAlarms = Self.falseRate * Double(steps)
    let logs = strengths.map { Double.log(max($0, 1)) }
    let (sum, squares) = zip(logs, weights).reduce((0.0, 0.0)) { ($0.0 + $1.1 * $1.0, $0.1 + $1.1 * $1.0 * $1.0) }
    var points: [Point] = []
    var values: [Double] = []
    for i in 0...60 {
      let mean = -3 + 0.1 * Double(i)
      for j in 0...20 {
        let deviation = 0.45 * Double.exp(0.07 * Double(j))
        let found = Normal.cdf(mean / deviation)
        points.append(Point(mean: mean, deviation: deviation, found: found))
        let distance = squares - 2 * mean * sum + count * mean * mean
        values.append(
          -0.5 * distance / (deviation * deviation) - count * .log(deviation * found)
            - 0.5 * (mean - 0.5) * (mean - 0.5)
            - 0.5 * Self.square(Double.log(deviation / 0.9) / 0.2))
      }
    }
    let most = values.max() ?? 0
    let probabilities = values.map { Double.exp($0 - most) }
    let total = probabilities.reduce(0, +)
    var running = 0.0
    sums = probabilities.map {
      running += $0 / total
      return running
    }
    self.points = points
  }

  private static func square(_ value: Double) -> Double { value * value }

  /// How likely an outage of a strength was none by chance: its density among outages relative to that of false alarms too.
  func certainty(_ strength: Double) -> Double {
    let y = Double.log(max(strength, 1))
    var density = 0.0
    var before = 0.0
    for (point, sum) in zip(points, sums) where sum - before > 1e-9 {
      let z = (y - point.mean) / point.deviation
      density += (sum - before) * .exp(-0.5 * z * z) / (point.deviation * point.found * .sqrt(2 * .pi))
      before = sum
    }
    let real = count * density
    let chance = falseAlarms * Self.falseDecay * .exp(-Self.falseDecay * y)
    return real / (real + chance)
  }

  /// A draw of the parameters: how many outages were not found for every one that was, and ln of their strengths.
  struct Draw {
    fileprivate let mean: Double
    fileprivate let deviation: Double
    fileprivate let found: Double
    /// Outages that were not found for every one that was.
    var unseen: Double { (1 - found) / found }

    /// ln of the strength of one that was not found.
    func unseenStrength(_ stream: inout RandomStream) -> Double {
      mean + deviation * Normal.quantile(max(stream.uniform() * (1 - found), 1e-300))
    }
  }

  func draw(_ stream: inout RandomStream) -> Draw {
    let uniform = stream.uniform()
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < uniform { low = middle + 1 } else { high = middle }
    }
    return Draw(mean: points[low].mean, deviation: points[low].deviation, found: points[low].found)
  }
}
