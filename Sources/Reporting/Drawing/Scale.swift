/// A mapping of numbers to positions along a line of the drawing.
struct Scale: Equatable {
  /// The numbers at the two ends.
  let domain: ClosedRange<Double>
  /// The position of the lower end.
  let start: Double
  /// The position of the upper end; below `start` for an axis that runs upwards.
  let end: Double

  /// The position of a number; a number outside the range lies outside the line, but never far from the drawing. What is
  /// not a number is in the middle.
  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0, !value.isNaN else { return (start + end) / 2 }
    let place = start + (value - domain.lowerBound) / width * (end - start)
    return place.isNaN ? (start + end) / 2 : min(max(place, -Self.farthest), Self.farthest)
  }

  private static let farthest = 1e6

  /// The range of numbers, of which those that are not finite are left out and those so large that differences between
  /// them would overflow are cut; nil where none is left.
  static func domain(of values: [Double]) -> ClosedRange<Double>? {
    let finite = values.filter(\.isFinite).map { min(max($0, -1e300), 1e300) }
    guard let least = finite.min(), let most = finite.max() else { return nil }
    return least...most
  }
}
