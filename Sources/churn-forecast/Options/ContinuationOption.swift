import ArgumentParser
import ChurnForecast

/// How drivers without future values are extended.
struct ContinuationOption: ExpressibleByArgument {
  let continuation: DriverContinuation
  /// What a word is called now, or means now; nil where it is what it always was.
  let hint: String?

  /// The usual way: at the last level, as certain.
  static let hold = ContinuationOption(continuation: .hold, hint: nil)

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
        ? "hold keeps the last level as certain; the random walk that it meant before is now called random-walk." : nil)
  }

  static var allValueStrings: [String] { DriverContinuation.words }
  var defaultValueDescription: String { "hold" }
}
