import Series

/// The months to come.
public enum ForecastHorizon {
  /// The months of a forecast.
  ///
  /// - Parameters:
  ///   - count: how many months; at least 1.
  ///   - origin: the month of the last figure.
  ///   - model: the name of the model, for the message.
  /// - Returns: the months after the origin.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` where a month would be beyond those that can be written.
  public static func months(
    _ count: Int, after origin: Month, model: String
  ) throws(ForecastError) -> Range<Month> {
    let last = Month.calendar.upperBound
    guard count <= origin.distance(to: last) else {
      throw .notForecast(
        model,
        "\(count) month\(count == 1 ? "" : "s") after \(origin) go beyond \(last), the last month that can be written")
    }
    return origin.advanced(by: 1)..<origin.advanced(by: 1 + count)
  }
}
