/// A unit in which users are counted, perhaps stated in the name of their column: "MAU (millions)".
public struct UserUnit: Sendable, Equatable {
  /// The number of users of one.
  public let size: Double

  /// The unit of a word such as k, M or millions; nil for others.
  public init?(word: String) {
    let word = word.lowercased()
    switch word.hasSuffix(".") ? String(word.dropLast()) : word {
    case "1": size = 1
    case "k", "000", "000s", "'000", "thousand", "thousands", "milliers", "tsd", "tausend", "1000", "mila", "milhares",
      "duizend":
      size = 1e3
    case "m", "mn", "mm", "mio", "mill", "mln", "million", "millions", "millionen", "millones", "milioni", "milhões",
      "miljoen":
      size = 1e6
    case "b", "bn", "mrd", "billion", "billions", "milliards", "milliarden", "miliardi", "miljard": size = 1e9
    default: return nil
    }
  }

  /// The word of an option for a unit.
  static func word(of size: Double) -> String { size == 1e3 ? "k" : size == 1e6 ? "M" : size == 1e9 ? "B" : "1" }

  /// The unit that a name states; nil for none.
  static func inHeader(_ name: String) -> Double? {
    unit(of: name).flatMap { UserUnit(word: $0.unit)?.size }
  }

  /// A name without its unit.
  static func withoutUnit(_ name: String) -> String {
    guard let (rest, unit) = unit(of: name), UserUnit(word: unit) != nil else { return name }
    return rest
  }

  /// The rest of a name, and what stands in parentheses or after "in" at its end.
  private static func unit(of name: String) -> (rest: String, unit: String)? {
    // "active users/1000".
    if let slash = name.lastIndex(of: "/"), name[slash...].dropFirst().allSatisfy({ $0.isNumber || $0.isLetter }),
      name[slash...].count > 3
    {
      return (String(name[..<slash].reversed().drop { $0 == " " }.reversed()), String(name[slash...].dropFirst()))
    }
    var words = name.split(separator: " ").map(String.init)
    guard words.count > 1 else {
      // "mau(millions)", "mau_k".
      guard let open = name.lastIndex(where: { "([_".contains($0) }), open != name.startIndex else { return nil }
      let unit = String(name[open...].filter { !"()[]_".contains($0) })
      // "mau_b" may be a group, "mau_mn" a country.
      guard name[open] != "_" || unit.count > 3 || ["k", "mio", "000"].contains(unit.lowercased()) else { return nil }
      return (String(name[..<open]), unit)
    }
    let last = words.removeLast()
    let isBracketed = last.hasSuffix(")") || last.hasSuffix("]")
    let unit = last.filter { !"()[]".contains($0) }
    if let before = words.last, ["in", "(in", "[in", "en", "(en"].contains(before.lowercased()) {
      words.removeLast()
    } else if let before = words.last, before.hasSuffix(","), unit.count > 1 {
      // "Users, millions".
      words[words.count - 1].removeLast()
    } else if !isBracketed {
      return nil
    }
    guard !words.isEmpty else { return nil }
    return (words.joined(separator: " "), unit)
  }

  /// The unit of the first whole word for one in a text: "Monthly users, in thousands".
  static func named(in text: String) -> Double? {
    text.split { !$0.isLetter }.lazy.filter { $0.count > 3 }.compactMap { UserUnit(word: String($0))?.size }.first
  }

  /// Whether users are decimals below 10,000, as millions would be.
  static func looksScaled(_ values: [Double?]) -> Bool {
    let known = values.compactMap { $0 }
    return !known.isEmpty && known.allSatisfy { $0 < 10_000 } && known.contains { $0 != $0.rounded() }
  }
}
