import RealModule
import Series

/// A series that an event hit and series that it did not hit, over the same times.
///
/// Times are months in equal steps: a step of 1 for monthly figures, 12 for yearly ones (each year is its December). The
/// event is the first time that it may have affected.
public struct ImpactPanel: Sendable, Equatable {
  /// The name of the treated series.
  public let treatedName: String
  /// The names of the J controls.
  public let controlNames: [String]
  /// The T times, ascending in equal steps.
  public let times: [Month]
  /// The outcomes of the treated series, length T.
  public let treated: [Double]
  /// The outcomes of the controls: J series of length T.
  public let controls: [[Double]]
  /// T₀, the index of the first affected time, counted from 0: the number of times before the event.
  public let event: Int
  /// What else is known of every series; may be empty.
  public let predictors: [ImpactPredictor]

  /// The fewest times before the event.
  public static let fewestTimesBefore = 8
  /// The fewest controls.
  public static let fewestControls = 2
  /// The largest size of a value: its square can be summed without overflow.
  static let largestValue = 1e100

  /// Checks a panel.
  ///
  /// - Parameters:
  ///   - treated: the series that the event hit, T values.
  ///   - controls: at least two series that it did not hit, T values each.
  ///   - times: T months, ascending in equal steps.
  ///   - event: the first time that the event may have affected; at least eight times are before it.
  ///   - predictors: what else is known of every series; for ``SyntheticControl`` only.
  /// - Throws: ``ImpactError`` for the first thing that is wrong.
  public init(
    treated: ImpactSeries, controls: [ImpactSeries], times: [Month], event: Month, predictors: [ImpactPredictor] = []
  ) throws(ImpactError) {
    for time in times + [event] where !Month.calendar.contains(time) { throw .timeOutside(ordinal: time.ordinal) }
    let labels = ImpactPanel.labels(times)
    try ImpactPanel.checkSteps(times, labels)
    guard controls.count >= ImpactPanel.fewestControls else { throw .tooFewControls(controls.count) }
    var names: Set<String> = []
    for series in [treated] + controls where !names.insert(series.name).inserted {
      throw .duplicateName(series.name)
    }
    guard let index = times.firstIndex(of: event) else {
      throw .eventOutside(
        event: ImpactPanel.labels(times, of: event), first: labels[0], last: labels[labels.count - 1])
    }
    guard index >= ImpactPanel.fewestTimesBefore else {
      throw .tooFewTimesBefore(event: labels[index], times: index)
    }
    let outcomes = try ImpactPanel.numbers(treated, labels)
    self.init(
      treatedName: treated.name, controlNames: controls.map(\.name), times: times, treated: outcomes,
      controls: try ImpactPanel.numbers(controls, labels), event: index, predictors: predictors)
    if outcomes[..<index].allSatisfy({ $0 == outcomes[0] }) {
      throw .constantTreated(series: treated.name, value: outcomes[0])
    }
    for predictor in predictors { try check(predictor) }
  }

  /// A panel of parts that have been checked.
  init(
    treatedName: String, controlNames: [String], times: [Month], treated: [Double], controls: [[Double]], event: Int,
    predictors: [ImpactPredictor]
  ) {
    self.treatedName = treatedName
    self.controlNames = controlNames
    self.times = times
    self.treated = treated
    self.controls = controls
    self.event = event
    self.predictors = predictors
  }

  /// Months from one time to the next.
  public var step: Int { times[0].distance(to: times[1]) }
  /// T − T₀, the number of times from the event on.
  public var timesAfter: Int { times.count - event }

  /// The times as people write them: years where the step is a year or several, or else months.
  public var labels: [String] { ImpactPanel.labels(times) }
}

extension ImpactPanel {
  private static func labels(_ times: [Month]) -> [String] { times.map { labels(times, of: $0) } }

  private static func labels(_ times: [Month], of time: Month) -> String {
    let isYearly = times.count > 1 && times[0].distance(to: times[1]) % 12 == 0
    return isYearly ? String(time.description.dropLast(3)) : time.description
  }

  private static func checkSteps(_ times: [Month], _ labels: [String]) throws(ImpactError) {
    guard times.count > 1 else { throw .tooFewTimes(times.count) }
    let step = times[0].distance(to: times[1])
    for index in 1..<times.count where step <= 0 || times[index - 1].distance(to: times[index]) != step {
      throw .unevenTimes(first: labels[index - 1], second: labels[index])
    }
  }

  private static func numbers(_ series: [ImpactSeries], _ labels: [String]) throws(ImpactError) -> [[Double]] {
    var result: [[Double]] = []
    for one in series { result.append(try numbers(one, labels)) }
    return result
  }

  private static func numbers(_ series: ImpactSeries, _ labels: [String]) throws(ImpactError) -> [Double] {
    guard series.values.count == labels.count else {
      throw .unbalanced(series: series.name, values: series.values.count, times: labels.count)
    }
    var result: [Double] = []
    for (value, label) in zip(series.values, labels) {
      guard let value else { throw .blank(series: series.name, time: label) }
      guard abs(value) < largestValue else {
        throw .notFinite(series: series.name, time: label, value: value.isNaN ? "NaN" : "\(value)")
      }
      result.append(value)
    }
    return result
  }

  private func check(_ predictor: ImpactPredictor) throws(ImpactError) {
    guard predictor.controls.count == controls.count else {
      throw .unbalancedPredictor(
        name: predictor.name, values: predictor.controls.count, controls: controls.count)
    }
    let values = [predictor.treated] + predictor.controls
    for (value, name) in zip(values, [treatedName] + controlNames) where !(abs(value) < ImpactPanel.largestValue) {
      throw .predictorNotFinite(name: predictor.name, series: name)
    }
    if values.allSatisfy({ $0 == values[0] }) { throw .constantPredictor(name: predictor.name) }
  }
}
