import ArgumentParser
import ChurnForecast

/// A rule for the blanks of a column, written `column=rule`.
struct MissingAssignment: ExpressibleByArgument {
  let column: String
  let rule: MissingRule

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let rule = MissingRule(rawValue: String(argument[argument.index(after: sign)...]))
    else { return nil }
    column = String(argument[..<sign])
    self.rule = rule
  }
}
