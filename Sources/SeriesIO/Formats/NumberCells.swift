import Series

/// The numbers of a column, in the notation that all of its cells share.
struct NumberCells: Sendable {
  /// What had to be decided; empty for numbers as programs write them.
  private(set) var remarks: [ReadingRemark.Kind] = []
  /// The sign before decimals that the column decided on; nil where its numbers are as programs write them.
  private(set) var decimal: DecimalSign?
  /// One value a row; nil where there is none.
  private(set) var values: [Double?] = []

  /// Decides on the notation and reads the cells.
  ///
  /// - Parameters:
  ///   - cells: where each is, and its text.
  ///   - content: the allowed numbers.
  ///   - decimal: the sign before decimals that the user stated; nil for none.
  ///   - unit: the number of users of which a cell counts one.
  /// - Throws: ``SeriesIOError`` for cells that are no numbers, and where two readings remain.
  init(
    _ cells: [(place: CellPlace, text: String)], content: SeriesFile.Content, decimal: DecimalSign?,
    unit: Double = 1
  ) throws(SeriesIOError) {
    var words: [String] = []
    let parts = cells.map { cell -> NumberCell? in
      if cell.text.isEmpty { return nil }
      if NumberCell.missing.contains(cell.text.lowercased()) {
        words.append(cell.text)
        return nil
      }
      return NumberCell(cell.text)
    }
    let notations = try Self.notations(cells, parts, content, decimal, unit)
    var faults = Faults()
    let percents = parts.count { $0?.isPercent == true }
    let isPercent = percents > 0 && content == .number
    for (index, part) in parts.enumerated() {
      guard let part else {
        values.append(nil)
        continue
      }
      let place = cells[index].place
      let value = notations.chosen.value(of: part.digits).map { $0 * part.factor / (part.isPercent ? 100 : 1) }
      let text = cells[index].text
      guard let value, NumberRange.contains(value), part.isPercent == isPercent else {
        faults.add(content == .users ? .badUsers(place, value: text) : .badNumber(place, value: text))
        values.append(nil)
        continue
      }
      if content == .users, !(value > 0) { faults.add(value == 0 ? .noUsers(place) : .badUsers(place, value: text)) }
      values.append(value)
    }
    try faults.check()
    if notations.chosen != .plain {
      self.decimal = notations.chosen.decimal == DecimalSign.comma.character ? .comma : .point
    }
    if notations.chosen != .plain { remarks.append(.notation(notations.chosen, byJump: notations.isByJump)) }
    if isPercent { remarks.append(.percent) }
    if parts.contains(where: { ($0?.factor ?? 1) != 1 }) { remarks.append(.factors) }
    if let sign = parts.lazy.compactMap({ $0?.currency }).first { remarks.append(.currency(sign)) }
    if !words.isEmpty { remarks.append(.missing(Set(words).sorted(), count: words.count)) }
  }

  /// The notation of a column.
  private static func notations(
    _ cells: [(place: CellPlace, text: String)], _ parts: [NumberCell?], _ content: SeriesFile.Content,
    _ decimal: DecimalSign?, _ unit: Double
  ) throws(SeriesIOError) -> (chosen: NumberNotation, isByJump: Bool) {
    let known = parts.indices.filter { parts[$0] != nil }
    func read(_ notation: NumberNotation) -> [Double?] {
      known.map { index in parts[index].flatMap { part in notation.value(of: part.digits).map { $0 * part.factor } } }
    }
    var candidates = NumberNotation.all.map { (notation: $0, values: read($0)) }
    if let decimal { candidates.removeAll { $0.notation.decimal != decimal.character } }
    let most = candidates.map { $0.values.count { $0 != nil } }.max() ?? 0
    // Where some cells are no numbers in any notation, the one that reads most of them says which.
    candidates.removeAll { $0.values.count { $0 != nil } < most }
    // "10,000" in a column of millions are ten of them: there are not ten thousand million people.
    let possible = candidates.filter { $0.values.allSatisfy { ($0 ?? 0) * unit <= Self.mostUsers } }
    if content == .users, !possible.isEmpty { candidates = possible }
    guard let first = candidates.first else { return (.plain, false) }
    guard let other = candidates.first(where: { $0.values != first.values }), most == known.count else {
      return (first.notation, false)
    }
    let jumps = candidates.map { (notation: $0.notation, jump: jump($0.values)) }
    let smooth = jumps.filter { $0.jump < Self.smallJump }
    if let smoothest = smooth.first, jumps.contains(where: { $0.jump > Self.largeJump }), smooth.count < jumps.count {
      let same = candidates.filter { candidate in smooth.contains { $0.notation == candidate.notation } }
      if same.allSatisfy({ $0.values == same[0].values }) {
        return (smoothest.notation, smoothest.notation != .plain)
      }
    }
    // Numbers as programs write them need no proof; of users, thousands are as likely.
    if first.notation == .plain, content == .number { return (first.notation, false) }
    let shown = known.enumerated().filter { first.values[$0.offset] != other.values[$0.offset] }.map(\.element).prefix(
      2)
    throw .ambiguousNumbers(
      cells[shown.first ?? 0].place, values: shown.map { cells[$0].text },
      readings: [first.notation, other.notation].map(\.description))
  }

  /// The largest change from one row to the next, as a ratio above 1.
  private static func jump(_ values: [Double?]) -> Double {
    let known = values.compactMap { $0 }.filter { $0 > 0 }
    return zip(known, known.dropFirst()).map { max($0 / $1, $1 / $0) }.max() ?? 1
  }

  /// More users than people.
  private static let mostUsers = 1e10
  /// A misread point makes a change by a thousand; figures that change by less than 20 times are read as they are.
  private static let smallJump = 20.0
  private static let largeJump = 200.0
}

/// The sign before decimals that a user states.
public enum DecimalSign: String, Sendable, CaseIterable {
  case point, comma

  var character: Character { self == .point ? "." : "," }
}
