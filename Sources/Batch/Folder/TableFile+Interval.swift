import SeriesIO

extension TableFile.Row {
  /// An interval whose ends are in two columns; nil where one is blank or they are the wrong way round.
  func interval(_ lower: String, _ upper: String) throws(SeriesIOError) -> ClosedRange<Double>? {
    guard let low = try number(lower), let high = try number(upper), low <= high else { return nil }
    return low...high
  }
}
