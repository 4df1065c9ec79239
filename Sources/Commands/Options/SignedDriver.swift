import ArgumentParser
import ChurnForecast

/// A driver on the command line: an expression, optionally followed by a colon and the sign imposed on its effect.
struct SignedDriver {
  let expression: DriverExpression
  let sign: EffectSign

  init(_ text: String) throws {
    let known = EffectSign.allCases.first { text.hasSuffix(":\($0.rawValue)") }
    sign = known ?? .free
    expression = try DriverExpression(parsing: known.map { String(text.dropLast($0.rawValue.count + 1)) } ?? text)
  }
}
