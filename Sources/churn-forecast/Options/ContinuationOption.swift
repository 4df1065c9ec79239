import ArgumentParser
import ChurnForecast

/// How drivers without future values are extended.
struct ContinuationOption: ExpressibleByArgument {
  let continuation: DriverContinuation
  /// The new name or meaning of a word; nil where nothing has changed.
  let hint: String?

  /// The default: at the last level, as certain.
  static let automatic = ContinuationOption(continuation: .forecast, hint: nil)

  private init(continuation: DriverContinuation, hint: String?) {
    self.continuation = continuation
    self.hint = hint
  }

  init?(argument: String) {
    if argument == "held" {
      self.init(continuation: .hold, hint: "held is now called hold.")
      return
    }
    guard let continuation = DriverContinuation(argument) else { return nil }
    self.init(
      continuation: continuation,
      hint: continuation == .hold
        ? "hold keeps the last level as certain; its old meaning, a random walk, is now called random-walk." : nil)
  }

  static var allValueStrings: [String] { DriverContinuation.words }
  var defaultValueDescription: String { "hold" }
}
