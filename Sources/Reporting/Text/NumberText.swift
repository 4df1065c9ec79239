import Foundation

/// Numbers for people, the same in every locale.
package enum NumberText {
  /// A number with this many significant digits, without exponent between 1e-4 and 1e6; "–" where it is not finite.
  package static func significant(_ value: Double, _ digits: Int = 4) -> String {
    guard value.isFinite else { return value == .infinity ? "∞" : value == -.infinity ? "−∞" : "–" }
    guard value != 0 else { return "0" }
    let rounded = String(format: "%.*e", digits - 1, value)
    let exponent = Int(rounded.split(separator: "e").last ?? "0") ?? 0
    if exponent < -4 || exponent >= max(digits, 6) { return signed(rounded) }
    return signed(String(format: "%.*f", max(0, digits - 1 - exponent), value))
  }

  /// A number with this many decimals; beyond 1e15, with four significant digits.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) <= 1e15 else { return significant(value) }
    let text = String(format: "%.*f", decimals, value)
    return signed(text.contains { ("1"..."9").contains($0) } ? text : text.replacing("-", with: ""))
  }

  /// A fraction as a percentage.
  package static func percent(_ fraction: Double, _ decimals: Int = 0) -> String {
    fixed(fraction * 100, decimals) + " %"
  }

  /// A count of users: whole from a thousand to a million, millions and billions with one decimal, or three
  /// below ten. Below a thousand, the unit is something other than one user, and four digits are shown.
  package static func users(_ count: Double) -> String {
    guard count.isFinite else { return significant(count) }
    switch abs(count) {
    case 1e15...: return significant(count)
    case 999_500...: return UsersStyle(abs(count)).text(count)
    case 999.95...: return grouped(count)
    default: return significant(count)
    }
  }

  /// A name as it is told from other words; one that must be typed in backquotes has them already.
  package static func name(_ name: String) -> String { name.hasPrefix("`") ? name : "`\(name)`" }

  /// The two ends of an interval of users in one unit, where no digits are lost by it.
  package static func usersInterval(_ lower: Double, _ upper: Double) -> String {
    let style = UsersStyle.shared(by: [lower, upper])
    return interval(style?.text(lower) ?? users(lower), style?.text(upper) ?? users(upper))
  }

  /// A count of users with its sign.
  package static func signedUsers(_ count: Double) -> String { (count > 0 ? "+" : "") + users(count) }

  /// A count for machines: whole users; below a thousand, where the unit is something else, six digits.
  package static func whole(_ count: Double) -> String {
    let value = rounded(count)
    if let whole = Int(exactly: value) { return String(whole) }
    return value == value.rounded() ? String(format: "%.0f", value) : value.description
  }

  /// The value of ``whole(_:)``.
  package static func rounded(_ count: Double) -> Double {
    guard count != 0 else { return 0 }
    guard count.isFinite, abs(count) < 1000 else { return count.rounded() }
    return Double(String(format: "%.5e", count)) ?? count
  }

  /// A coverage such as 0.8 as "80", 0.975 as "97.5".
  package static func coverage(_ coverage: Double) -> String {
    let percent = (coverage * 1e6).rounded() / 1e4
    return percent == percent.rounded() ? String(format: "%.0f", percent) : "\(percent)"
  }

  /// A p-value.
  package static func probability(_ p: Double) -> String {
    p.isFinite ? (p < 0.0001 ? "<0.0001" : fixed(p, 4)) : "–"
  }

  /// Two ends of an interval.
  package static func interval(_ lower: String, _ upper: String) -> String { "\(lower) … \(upper)" }

  static func grouped(_ count: Double) -> String {
    let digits = String(format: "%.0f", abs(count))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (count <= -0.5 ? "−" : "") + result
  }

  /// A typographic minus.
  private static func signed(_ text: String) -> String { text.replacing("-", with: "−") }
}
