/// Longer names, in bytes of UTF-8, are compared with none and suggested to nobody.
private let longestComparedName = 200
/// The most letters that are compared for one suggestion; further candidates are not looked at.
private let mostComparedLetters = 5_000_000

/// The known name that was most likely meant by a mistyped one.
///
/// - Parameters:
///   - name: what was written.
///   - candidates: the known names.
/// - Returns: of the candidates of which at most a third of the letters differ, ignoring case, the one with the least
///   Levenshtein distance, or else one that begins with `name`; nil if none is near.
/// - Complexity: O(candidates · length²) for names of at most 200 bytes, and never more than five million comparisons of
///   letters, whatever the names.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  guard name.utf8.count <= longestComparedName else { return nil }
  let wanted = Array(name.lowercased())
  guard !wanted.isEmpty else { return nil }
  var rest = mostComparedLetters
  var best: (name: String, distance: Int)?
  var longer: String?
  for candidate in candidates where candidate.utf8.count <= longestComparedName {
    let letters = Array(candidate.lowercased())
    let most = min(max(wanted.count, letters.count) / 3, (best?.distance ?? .max) - 1)
    rest -= letters.count + wanted.count * (2 * max(0, most) + 1)
    guard rest >= 0 else { break }
    if longer == nil, letters.starts(with: wanted) { longer = candidate }
    if let distance = distance(wanted, letters, within: most) { best = (candidate, distance) }
  }
  return best?.name ?? longer
}

/// Levenshtein's distance, insertions, deletions and replacements, if it is not above a number; nil otherwise.
///
/// - Complexity: O(left · most) comparisons: what is farther from the diagonal than that number cannot be near.
private func distance(_ left: [Character], _ right: [Character], within most: Int) -> Int? {
  guard most >= 0, abs(left.count - right.count) <= most else { return nil }
  var previous = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var current = [Int](repeating: most + 1, count: right.count + 1)
    if i < most { current[0] = i + 1 }
    for j in stride(from: max(0, i - most), to: min(right.count, i + 1 + most), by: 1) {
      current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == right[j] ? 0 : 1))
    }
    previous = current
  }
  return previous[right.count] <= most ? previous[right.count] : nil
}

/// "; did you mean `name`?" if a known name is near, otherwise the empty text.
///
/// - Parameters:
///   - name: what was written.
///   - candidates: the known names.
/// - Returns: the suggestion or the empty text.
public func didYouMean(_ name: String, among candidates: [String]) -> String {
  nearestName(to: name, among: candidates).map { "; did you mean `\($0)`?" } ?? ""
}
