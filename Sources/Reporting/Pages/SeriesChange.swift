/// A series of which a page has no drawing, only its users at both ends of the forecast; readers find it by its name.
public struct SeriesChange: Sendable, Equatable {
  /// The series.
  public let name: String
  /// Users in the first forecast month.
  public let first: Double
  /// Users in the last.
  public let last: Double

  /// A series.
  public init(_ name: String, first: Double, last: Double) {
    self.name = name
    self.first = first
    self.last = last
  }
}
