import Sampling

/// When an outage seen in counts began and ended, in steps.
///
/// Outages begin and end at any moment: of a long step only a part belongs to the outage. The counts of steps outside the core tell which part is likely;
/// of the core itself, any part is. Reports rise and fall within some minutes themselves, so that steps of no more than that are taken whole.
struct OutageEdges: Sendable, Equatable {
  /// The steps that surely belong to it, at least in part.
  let core: ClosedRange<Int>
  /// The probability that it began within the first step of the core, and then in every part of the steps before, the nearest part first.
  let before: [Double]
  /// The same of its end.
  let after: [Double]
  /// The parts of a step.
  let parts: Int

  /// The seconds in which reports rise.
  private static let rise = 900

  /// The parts of a step of so many seconds.
  static func parts(ofStep step: Int) -> Int { max(1, min(8, step / rise)) }

  /// How much of a step at the edge of the core may be missing.
  private var slack: Double { 1 - 1 / Double(parts) }

  /// A beginning and an end: steps before the core and after it, below 0 where a part of the core is missing.
  func draw(_ stream: inout RandomStream) -> (before: Double, after: Double) {
    let (first, last) = (Self.place(before, stream.uniform()), Self.place(after, stream.uniform()))
    guard parts > 1 else { return (Double(first), Double(last)) }
    var (start, end) = (stream.uniform(), stream.uniform())
    // Within a single step, both together are no longer than one may be.
    if first == 0, last == 0, core.count == 1, start + end > 1 { (start, end) = (1 - start, 1 - end) }
    func reach(_ place: Int, _ within: Double) -> Double {
      place == 0 ? -slack * within : (Double(place - 1) + within) / Double(parts)
    }
    return (reach(first, start), reach(last, end))
  }

  /// The expected length in steps.
  var length: Double {
    func mean(_ probabilities: [Double]) -> Double {
      probabilities.enumerated().dropFirst().reduce(0) { sum, item in
        sum + item.element * (parts == 1 ? Double(item.offset) : (Double(item.offset) - 0.5) / Double(parts))
      }
    }
    let missing =
      core.count == 1
      ? before[0] * after[0] * 2 / 3 + (before[0] * (1 - after[0]) + (1 - before[0]) * after[0]) / 2
      : (before[0] + after[0]) / 2
    return Double(core.count) + mean(before) + mean(after) - slack * missing
  }

  private static func place(_ probabilities: [Double], _ uniform: Double) -> Int {
    var sum = 0.0
    for (place, probability) in probabilities.enumerated() {
      sum += probability
      if uniform < sum { return place }
    }
    return 0
  }
}
