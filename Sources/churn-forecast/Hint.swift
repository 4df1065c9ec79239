import ChurnForecast

/// Remarks on standard error that do not stop the program.
enum Hint {
  /// Writes a remark.
  static func show(_ text: String) { StandardStreams.complain("churn-forecast: \(VisibleText.line(text))\n") }
}
