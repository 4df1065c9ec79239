import ChurnForecast

/// Shows the progress of a batch on standard error: a bar on a terminal, otherwise a line every ten seconds.
final class ProgressLine {
  private let isTerminal = StandardStreams.showsErrorsOnTerminal
  private var shown = 0.0
  private var isOpen = false

  private func write(_ text: String) { StandardStreams.writeRaw(text) }

  /// Shows the progress, unless it was shown just now.
  func show(_ progress: BatchProgress) {
    guard progress.seconds - shown >= (isTerminal ? 0.1 : 10) else { return }
    shown = progress.seconds
    var parts = ["\(progress.series) series", "\(Self.whole(progress.rate)) per second"]
    if progress.failed > 0 { parts.append("\(progress.failed) failed") }
    if let left = progress.left { parts.append(Self.time(left) + " left") }
    let text = parts.joined(separator: ", ")
    guard isTerminal else { return write("churn-forecast: \(text)\n") }
    let width = 24
    let done = progress.share.map { min(width, Self.whole($0 * Double(width))) }
    let bar = done.map { "[" + String(repeating: "#", count: $0) + String(repeating: " ", count: width - $0) + "] " }
    write("\r\u{1B}[K\(bar ?? "")\(text)")
    isOpen = true
  }

  /// Removes the bar.
  func clear() {
    if isOpen { write("\r\u{1B}[K") }
    isOpen = false
  }

  /// Removes the bar and writes the summary.
  func end(_ summary: BatchSummary) {
    clear()
    StandardStreams.complain(BatchSummaryText.text(summary))
  }

  /// The whole part of a rate, a share or a time.
  private static func whole(_ value: Double) -> Int {
    // Cannot trap: from 0 to 10⁹, also for NaN.
    Int(min(1e9, max(0, value)))
  }

  /// Seconds, minutes or hours.
  private static func time(_ seconds: Double) -> String {
    let whole = whole(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    return whole < 6000 ? "\(whole / 60) min" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
