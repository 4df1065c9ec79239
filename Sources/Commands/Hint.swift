import ChurnForecast

/// Remarks on standard error that do not stop the program.
enum Hint {
  /// Writes a remark.
  /// Writes what had to be decided in reading data.
  static func show(_ remark: ReadingRemark) { show(remark.description) }

  /// Writes a remark.
  static func show(_ text: String) { StandardStreams.complain("churn-forecast: \(VisibleText.line(text))\n") }
}
