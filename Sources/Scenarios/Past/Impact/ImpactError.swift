import Series

/// Why the effect of an event cannot be estimated. The description is one message for people.
public enum ImpactError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The data have no such series.
  case unknownSeries(String, known: [String])
  /// There are fewer than two times.
  case tooFewTimes(Int)
  /// A time is not within the years 0 to 9999.
  case timeOutside(ordinal: Int)
  /// Times do not follow each other in equal steps.
  case unevenTimes(first: String, second: String)
  /// A series has more or fewer values than there are times.
  case unbalanced(series: String, values: Int, times: Int)
  /// A series has no value at a time.
  case blank(series: String, time: String)
  /// A value is infinite, NaN or too large to be squared.
  case notFinite(series: String, time: String, value: String)
  /// Two series have the same name.
  case duplicateName(String)
  /// There are fewer than two controls.
  case tooFewControls(Int)
  /// The event is at none of the times.
  case eventOutside(event: String, first: String, last: String)
  /// There are too few times before the event.
  case tooFewTimesBefore(event: String, times: Int)
  /// The treated series does not move before the event.
  case constantTreated(series: String, value: Double)
  /// A predictor has more or fewer values than there are controls.
  case unbalancedPredictor(name: String, values: Int, controls: Int)
  /// A predictor of a series is infinite or NaN.
  case predictorNotFinite(name: String, series: String)
  /// A predictor is the same for all series.
  case constantPredictor(name: String)
  /// The probability of an interval is not between 0 and 1.
  case badCoverage(Double)

  /// One message for people.
  public var description: String {
    switch self {
    case .unknownSeries(let name, let known):
      "There is no series `\(VisibleText.line(name))`"
        + (known.isEmpty
          ? "; the data have none."
          : ". The data have "
            + wordList(known.map { "`\(VisibleText.line($0))`" }, most: 10) + ".")
    case .tooFewTimes(let count):
      "The panel has \(count == 1 ? "1 time" : "\(count) times"), but at least \(ImpactPanel.fewestTimesBefore + 1) are needed; "
        + "begin the series earlier."
    case .timeOutside(let ordinal):
      "A time is month \(ordinal) from January of year 0 on, outside the calendar from \(Month.calendar.lowerBound) to "
        + "\(Month.calendar.upperBound); correct it."
    case .unevenTimes(let first, let second):
      "The times must ascend in equal steps, but \(first) is followed by \(second); add what is missing between them, or "
        + "remove what is there twice."
    case .unbalanced(let series, let values, let times):
      "Series `\(VisibleText.line(series))` has \(values) values for \(times) times; every series needs one value per time."
    case .blank(let series, let time):
      "Series `\(VisibleText.line(series))` has no value in \(time); fill the gap, or leave the series or the time out."
    case .notFinite(let series, let time, let value):
      "Series `\(VisibleText.line(series))` has the value \(value) in \(time); values must be finite and below 1e100 in size."
    case .duplicateName(let name):
      "Two series are called `\(VisibleText.line(name))`; give every series a name of its own."
    case .tooFewControls(let count):
      "There \(count == 1 ? "is 1 control" : "are \(count) controls"), but at least \(ImpactPanel.fewestControls) are needed; "
        + "add series that the event did not hit."
    case .eventOutside(let event, let first, let last):
      "The event (\(event)) is not one of the times, which run from \(first) to \(last); state one of them."
    case .tooFewTimesBefore(let event, let times):
      "There \(times == 1 ? "is 1 time" : "are \(times) times") before the event (\(event)), but at least "
        + "\(ImpactPanel.fewestTimesBefore) are needed; begin the series earlier."
    case .constantTreated(let series, let value):
      "Series `\(VisibleText.line(series))` is \(value) at every time before the event, so that nothing can be matched; "
        + "choose a series that moves."
    case .unbalancedPredictor(let name, let values, let controls):
      "Predictor `\(VisibleText.line(name))` has \(values) values for \(controls) controls; every control needs one."
    case .predictorNotFinite(let name, let series):
      "Predictor `\(VisibleText.line(name))` of series `\(VisibleText.line(series))` is not a finite number below 1e100 in "
        + "size; state its value or leave the predictor out."
    case .constantPredictor(let name):
      "Predictor `\(VisibleText.line(name))` is the same for all series, so that it cannot tell them apart; leave it out."
    case .badCoverage(let coverage):
      "The coverage of an interval is \(coverage), but must be between 0 and 1; state 0.95, for example."
    }
  }
}
