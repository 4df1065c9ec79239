import Sampling

/// Classes of equal width over the bulk of a sample.
public struct SampleClasses: Sendable, Equatable {
  /// The classes: neighbours, ascending.
  public let classes: [(range: ClosedRange<Double>, count: Int)]
  /// Values below and above all classes.
  public let outside: (below: Int, above: Int)
  /// The quantiles 10, 50 and 90 %.
  public let deciles: [Double]

  /// Classes from the quantile 0.5 % to 99.5 %.
  ///
  /// - Parameters:
  ///   - sample: finite values; nil results from none.
  ///   - count: the number of classes.
  public init?(_ sample: [Double], count: Int = 30) {
    guard !sample.isEmpty, count > 0 else { return nil }
    // So far apart that their difference is no number: there is no bulk.
    guard sample.allSatisfy({ abs($0) < 1e300 }) else { return nil }
    let marks = quantiles(of: sample, probabilities: [0.005, 0.1, 0.5, 0.9, 0.995])
    deciles = Array(marks[1...3])
    let low = marks[0]
    let high = marks[4] > low ? marks[4] : low + max(abs(low) * 1e-6, 1e-9)
    let width = (high - low) / Double(count)
    var counts = [Int](repeating: 0, count: count)
    var outside = (below: 0, above: 0)
    for value in sample {
      if value < low {
        outside.below += 1
      } else if value > high {
        outside.above += 1
      } else {
        // Cannot trap: low ≤ value ≤ high, and the width is above 0.
        counts[min(count - 1, Int((value - low) / width))] += 1
      }
    }
    self.outside = outside
    classes = counts.indices.map { index in
      ((low + Double(index) * width)...(low + Double(index + 1) * width), counts[index])
    }
  }

  /// Whether two agree.
  public static func == (left: Self, right: Self) -> Bool {
    left.classes.elementsEqual(right.classes, by: ==) && left.outside == right.outside && left.deciles == right.deciles
  }
}
