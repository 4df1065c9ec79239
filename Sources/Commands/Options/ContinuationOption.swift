import ArgumentParser
import ChurnForecast

/// How drivers without future values are extended.
struct ContinuationOption: ExpressibleByArgument {
  let continuation: DriverContinuation
  /// The new name of a word; nil where it has none.
  let hint: String?

  /// The default: from its own history, as the backtest judges it.
  static let automatic = ContinuationOption(continuation: .forecast, hint: nil)

  private init(continuation: DriverContinuation, hint: String?) {
    self.continuation = continuation
    self.hint = hint
  }

  init?(argument: String) {
    if argument == "held" {
      self.init(continuation: .hold, hint: "Held is now called hold.")
      return
    }
    guard let continuation = DriverContinuation(argument) else { return nil }
    self.init(continuation: continuation, hint: nil)
  }

  static var allValueStrings: [String] { DriverContinuation.words }
  var defaultValueDescription: String { "auto" }
}
