/// The most processor time and memory that work may be expected to take.
public struct WorkLimit: Sendable, Equatable {
  /// In seconds.
  public let seconds: Double
  /// In bytes.
  public let bytes: Double

  /// A minute and 2 GB: what a command may take without being told so.
  public static let usual = WorkLimit(seconds: 60, bytes: 2e9)
  /// Any amount.
  public static let none = WorkLimit(seconds: .infinity, bytes: .infinity)

  /// The key of the limit in the information that a decoder carries, for what is computed while it is read.
  public static let key = CodingUserInfoKey(rawValue: "WorkLimit")

  /// A limit.
  ///
  /// - Parameters:
  ///   - seconds: of processor time.
  ///   - bytes: of memory.
  public init(seconds: Double, bytes: Double) {
    self.seconds = seconds
    self.bytes = bytes
  }
}
