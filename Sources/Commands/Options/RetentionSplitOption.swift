import ArgumentParser
import ChurnForecast

/// What a backtest of retention fits on: an age, or a month.
struct RetentionSplitOption {
  let split: RetentionSplit

  init(_ argument: String) throws {
    if let age = Int(argument), (1...1200).contains(age) {
      split = .age(age)
    } else if let month = Month(parsing: argument) {
      split = .month(month)
    } else {
      throw ValidationError("\"\(argument)\" is neither an age from 1 to 1200 nor a month such as 2024-06.")
    }
  }
}
