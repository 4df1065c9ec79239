/// Words with commas and "and", as in a sentence.
///
/// - Parameters:
///   - words: the words.
///   - most: how many are shown; of more, the number is told.
///   - things: what the others are, such as "months"; empty for nothing.
/// - Returns: "a", "a and b", "a, b and c", or "a, b and 5 more months".
public func wordList(_ words: [String], most: Int = .max, of things: String = "") -> String {
  let shown = words.prefix(most)
  if words.count > shown.count {
    let rest = words.count - shown.count
    return shown.joined(separator: ", ") + " and \(rest) more" + (things.isEmpty ? "" : " \(things)")
  }
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}
