/// Numbers laid on a line of the drawing.
struct Scale: Equatable {
  /// The numbers at the two ends.
  let domain: ClosedRange<Double>
  /// Where the lower end lies.
  let start: Double
  /// Where the upper end lies; below `start` for an axis that runs upwards.
  let end: Double

  /// The place of a number; numbers outside lie outside.
  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return (start + end) / 2 }
    return start + (value - domain.lowerBound) / width * (end - start)
  }
}
