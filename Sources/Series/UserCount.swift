/// Numbers of users as people write them.
public enum UserCount {
  /// The number that a text denotes.
  ///
  /// - Parameter text: a decimal number, optionally followed by k, M or B for thousands, millions or billions.
  /// - Returns: a number above 0 of an allowed size (``NumberRange``), rounded to whole users when a suffix is given; nil for
  ///   anything else.
  public static func parse(_ text: String) -> Double? {
    let factors: [(suffix: String, factor: Double)] = [("k", 1e3), ("K", 1e3), ("M", 1e6), ("B", 1e9)]
    let match = factors.first { text.hasSuffix($0.suffix) }
    var digits = Substring(text)
    if match != nil { digits = digits.dropLast() }
    while digits.last == " " { digits = digits.dropLast() }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }), let value = Double(digits) else { return nil }
    let users = match.map { (value * $0.factor).rounded() } ?? value
    return users > 0 && NumberRange.contains(users) ? users : nil
  }
}
