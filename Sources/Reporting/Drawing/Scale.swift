/// A mapping of numbers to positions along a line of the drawing.
struct Scale: Equatable {
  /// The numbers at the two ends.
  let domain: ClosedRange<Double>
  /// The position of the lower end.
  let start: Double
  /// The position of the upper end; below `start` for an axis that runs upwards.
  let end: Double

  /// The position of a number; a number outside the range lies outside the line.
  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return (start + end) / 2 }
    return start + (value - domain.lowerBound) / width * (end - start)
  }
}
