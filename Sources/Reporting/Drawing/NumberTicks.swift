import Foundation
import Series

/// Round numbers that divide an axis.
public struct NumberTicks: Sendable, Equatable {
  /// Ascending, all within the range.
  public let values: [Double]
  /// The distance between neighbours: 1, 2 or 5 times a power of ten.
  public let step: Double

  /// Ticks of a range.
  ///
  /// - Parameters:
  ///   - range: finite.
  ///   - count: about how many are wanted, at least 1.
  public init(_ range: ClosedRange<Double>, about count: Int) {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      self.init(range.lowerBound...range.lowerBound, step: 1)
      return
    }
    let rough = width / Double(max(1, count))
    let power = max(pow(10, floor(log10(rough))), .leastNormalMagnitude)
    let step = ([1, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
    self.init(range, step: step)
  }

  /// The multiples of a step within a range, none where they are more than a thousand; a step that is not a positive number counts as 1.
  public init(_ range: ClosedRange<Double>, step: Double) {
    let step = step.isNormal && step > 0 ? step : 1
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    self.step = step
    // More than a thousand could not be told apart.
    guard first.isFinite, last.isFinite, first <= last, last - first <= 1000 else {
      values = []
      return
    }
    // Cannot trap: from 0 to 1000.
    values = (0...Int(last - first)).map { (first + Double($0)) * step }.filter(\.isFinite)
  }

  /// Ticks of a range widened to whole steps, the first and the last at its ends.
  ///
  /// - Parameters:
  ///   - range: finite.
  ///   - count: about how many are wanted, at least 1.
  ///   - least: the smallest step, 1 for whole numbers.
  public init(around range: ClosedRange<Double>, about count: Int, least: Double = 0) {
    let step = max(least, NumberTicks(range, about: count).step)
    let lower = (range.lowerBound / step + 1e-9).rounded(.down) * step
    let upper = (range.upperBound / step - 1e-9).rounded(.up) * step
    guard lower.isFinite, upper.isFinite else {
      self.init(0...1, step: 1)
      return
    }
    self.init(lower < upper ? lower...upper : (min(lower, upper) - step)...(max(lower, upper) + step), step: step)
  }
}
