/// The processor time and memory that some work is expected to take, from its sizes alone, before it begins.
///
/// Estimates decide only whether work is refused, so that a factor of 2 or 3 does not matter. Their constants were measured
/// on one core of a server of 2025 (`time churn-forecast …`, over grids of sizes ten times apart) and rounded up.
public struct WorkEstimate: Sendable, Equatable {
  /// The processor time in seconds.
  public let seconds: Double
  /// The memory in bytes, at once.
  public let bytes: Double
  /// What is multiplied, for example "20 scenarios × 600 months × 10,000 draws".
  public let product: String
  /// How to make it less: a sentence's beginning, such as "Lower `draws`"; empty for none.
  public let advice: String

  /// An estimate.
  ///
  /// - Parameters:
  ///   - seconds: the processor time.
  ///   - bytes: the memory.
  ///   - product: what is multiplied.
  ///   - advice: how to make it less, as the beginning of a sentence.
  public init(seconds: Double, bytes: Double = 0, product: String = "", advice: String = "") {
    self.seconds = seconds
    self.bytes = bytes
    self.product = product
    self.advice = advice
  }

  /// No work.
  public static let none = WorkEstimate(seconds: 0)

  /// One after the other: times add up, memory is that of the larger; described by what takes more of the usual limit.
  ///
  /// - Parameter next: the other work.
  /// - Returns: both.
  public func then(_ next: WorkEstimate) -> WorkEstimate {
    let larger = weight >= next.weight ? self : next
    return WorkEstimate(
      seconds: seconds + next.seconds, bytes: max(bytes, next.bytes), product: larger.product, advice: larger.advice)
  }

  /// The same work a number of times, one after the other.
  public func repeated(_ times: Double) -> WorkEstimate {
    WorkEstimate(seconds: seconds * times, bytes: times > 0 ? bytes : 0, product: product, advice: advice)
  }

  /// The same work, described by the whole of which it is a part.
  ///
  /// - Parameters:
  ///   - product: what is multiplied.
  ///   - advice: how to make it less.
  /// - Returns: the same time and memory.
  public func described(_ product: String, advice: String) -> WorkEstimate {
    WorkEstimate(seconds: seconds, bytes: bytes, product: product, advice: advice)
  }

  /// Refuses work that takes more than a limit.
  ///
  /// - Parameter limit: what is allowed.
  /// - Throws: ``WorkError/tooMuch(_:)``.
  public func check(_ limit: WorkLimit) throws(WorkError) {
    // Also for NaN, which sizes beyond all numbers would give.
    guard seconds <= limit.seconds, bytes <= limit.bytes else { throw .tooMuch(self) }
  }

  /// The larger share of the usual limit.
  private var weight: Double { max(seconds / WorkLimit.usual.seconds, bytes / WorkLimit.usual.bytes) }

  /// A number of things for ``product``, for example "1,000,000 draws".
  public static func count(_ number: Int, _ things: String) -> String {
    var digits = Array("\(number.magnitude)")
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits) + " " + (number == 1 && things.hasSuffix("s") ? String(things.dropLast()) : things)
  }
}
