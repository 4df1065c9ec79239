import Series

/// The summary of a batch for people.
public enum BatchSummaryText {
  /// Series done, and failures by reason with an example each.
  ///
  /// - Parameter summary: the result of the batch.
  /// - Returns: lines, each ended by a line feed.
  public static func text(_ summary: BatchSummary) -> String {
    let counts = summary.counts
    let new = counts.series - summary.earlier
    // Cannot trap: no batch has 10¹⁸ series, and a clock gives at least a nanosecond.
    let rate = summary.seconds > 0 ? ", \(Int(min(1e15, Double(new) / summary.seconds))) per second" : ""
    // Cannot trap: bounded.
    let tenths = Int(min(1e15, max(0, summary.seconds * 10)).rounded())
    var text =
      "\(counts.series) series, \(counts.series - counts.failed) forecast in \(tenths / 10).\(tenths % 10) s\(rate)"
    if summary.earlier > 0 { text += " (\(summary.earlier) were done before)" }
    text += ".\n"
    if counts.fallbacks > 0 {
      text += "\(counts.fallbacks) were too short for the model and were forecast by its fallback.\n"
    }
    for (reason, failures) in counts.failures.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      text +=
        "\(failures.count) failed, \(reason): for example \(shown(failures.series)): \(VisibleText.line(failures.message))\n"
    }
    return text
  }

  /// The beginning of a name, as it may be shown on a terminal.
  static func shown(_ name: String) -> String {
    let start = String(decoding: name.utf8.prefix(600), as: UTF8.self)
    let isWhole = name.utf8.count <= 600 && start.count <= 60
    return VisibleText.line(isWhole ? "`\(name)`" : "`\(start.prefix(57))…`")
  }
}
