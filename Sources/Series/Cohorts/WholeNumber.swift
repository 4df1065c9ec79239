/// Counts as messages write them.
enum WholeNumber {
  /// `12` for 12.0, and other numbers as they are.
  static func text(_ value: Double) -> String {
    // Cannot trap: a whole number of at most 2⁵³ in size.
    value == value.rounded() && abs(value) <= CohortTable.largestCount ? String(Int(value)) : String(value)
  }
}
