import RealModule

/// Figures for short gaps, interpolated in ln y between their neighbours: first by straight lines, then, where there is a season,
/// by straight lines without it and its indices.
enum GapInterpolation {
  /// The figures with their gaps filled.
  ///
  /// - Parameters:
  ///   - values: figures above 0, nil where there is none; the first and the last are figures.
  ///   - period: figures per year.
  /// - Returns: one figure per place.
  static func filled(_ values: [Double?], period: Int) -> [Double] {
    guard values.contains(where: { $0 == nil }) else { return values.compactMap { $0 } }
    let known = values.map { $0 != nil }
    var logs = linear(values.map { Double.log($0 ?? .nan) }, known)
    // The indices change with what they helped to fill.
    for _ in 0..<3 {
      let season = ShrunkSeason(logs.map { .exp($0) }, period: period)
      guard !season.ahead.isEmpty else { break }
      let adjusted = linear(season.adjusted, known)
      for index in logs.indices where !known[index] {
        logs[index] = adjusted[index] + season.logs[index] - season.adjusted[index]
      }
    }
    return values.indices.map { values[$0] ?? .exp(logs[$0]) }
  }

  private static func linear(_ values: [Double], _ known: [Bool]) -> [Double] {
    var result = values
    var before = 0
    for index in values.indices where known[index] {
      for place in (before + 1)..<max(before + 1, index) {
        let share = Double(place - before) / Double(index - before)
        result[place] = values[before] + share * (values[index] - values[before])
      }
      before = index
    }
    return result
  }
}
