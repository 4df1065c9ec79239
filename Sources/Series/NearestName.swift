/// The known name that was most likely meant by a mistyped one.
///
/// - Parameters:
///   - name: what was written.
///   - candidates: the known names.
/// - Returns: the candidate with the least Levenshtein distance, ignoring case, if at most a third of the letters
///   differ, or one that begins with `name`; nil if none is near.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased())
  guard !wanted.isEmpty else { return nil }
  let scored = candidates.map { candidate in (candidate, distance(wanted, Array(candidate.lowercased()))) }
  if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(wanted.count, best.0.count) / 3 {
    return best.0
  }
  return candidates.first { $0.lowercased().hasPrefix(name.lowercased()) }
}

/// Levenshtein's distance: insertions, deletions and replacements.
private func distance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var current = [i + 1]
    for (j, b) in right.enumerated() {
      current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == b ? 0 : 1)))
    }
    previous = current
  }
  return previous[right.count]
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
