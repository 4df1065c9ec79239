/// The sizes of numbers that files and options may state.
public enum NumberRange {
  /// The sizes of numbers other than 0: their squares are in the range of `Double`.
  public static let sizes = 1e-100...1e100

  /// What an allowed number is, for messages.
  public static let words = "a number of an allowed size: 0, or from 1e-100 to 1e100 with either sign"

  /// Whether a number is finite and of an allowed size.
  public static func contains(_ value: Double) -> Bool { value == 0 || sizes.contains(abs(value)) }
}
