/// Why work is not begun. The description is one message for people.
public enum WorkError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It would take more than is allowed.
  case tooMuch(WorkEstimate)

  /// One message for people.
  public var description: String {
    switch self {
    case .tooMuch(let estimate):
      "this would take about \(Self.time(estimate.seconds)) of processor time and \(Self.memory(estimate.bytes))"
        + (estimate.product.isEmpty ? ". " : " (\(estimate.product)). ")
        + (estimate.advice.isEmpty ? "Allow" : estimate.advice + ", or allow") + " it with --allow-long."
    }
  }

  private static func time(_ seconds: Double) -> String {
    let units: [(size: Double, name: String)] = [(86_400, "days"), (3600, "hours"), (60, "minutes")]
    guard seconds < 400 * 86_400 else { return "more than a year" }
    let unit = units.first { seconds >= 2 * $0.size } ?? (1, "seconds")
    // Cannot trap: less than 400 days.
    let number = max(1, Int((seconds / unit.size).rounded()))
    return "\(number) \(number == 1 ? String(unit.name.dropLast()) : unit.name)"
  }

  private static func memory(_ bytes: Double) -> String {
    guard bytes < 1e15 else { return "more memory than there is" }
    // Cannot trap: less than 10¹⁵ bytes.
    let tenths = max(1, Int((bytes / 1e8).rounded()))
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) GB" : "\(tenths / 10) GB"
  }
}
