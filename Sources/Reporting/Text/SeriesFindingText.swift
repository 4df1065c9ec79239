import Series

/// What is unlike the rest of a series, as text with what to do.
package enum SeriesFindingText {
  /// The most findings that are listed.
  private static let most = 5

  /// One sentence per finding, and how many more there are.
  package static func lines(_ findings: [SeriesFinding]) -> [String] {
    let largest = findings.sorted { $0.size > $1.size }.prefix(most)
    let listed = largest.sorted { $0.month < $1.month }.map(text)
    let more = findings.count - listed.count
    return more > 0
      ? listed + ["\(more) more months are unlike the rest: growth has heavier tails than the models expect."] : listed
  }

  private static func text(_ finding: SeriesFinding) -> String {
    switch finding {
    case .outlier(let month, let ratio):
      "\(month) is \(change(ratio)) what lies between its neighbours. Check the figure; a blank cell leaves it out, and robust weights "
        + "(--robust tukey) lower its weight."
    case .shift(let month, let ratio):
      "In \(month), users are \(change(ratio)) what usual growth would have given. If the cause is known, "
        + "--driver 'pulse(\(month))' takes it out of growth; else see --robust tukey."
    case .otherUnit(let months, let factor):
      "\(span(months)) about \(NumberText.significant(factor)) times the others: check the unit of these figures."
    case .lowLastMonth(let month, let ratio):
      "The last figure, \(month), is \(change(ratio)) what usual growth would have given. If the month is not over, leave it out "
        + "(--to \(month.advanced(by: -1)))."
    case .farMonth(let month, let neighbour):
      "\(month) is \(abs(neighbour.distance(to: month)) / 12) years from \(neighbour), its nearest month: check the year, or leave it out "
        + "(\(neighbour < month ? "--to" : "--from") \(neighbour))."
    }
  }

  private static func span(_ months: ClosedRange<Month>) -> String {
    months.lowerBound == months.upperBound
      ? "\(months.lowerBound) is" : "\(months.lowerBound) to \(months.upperBound) are"
  }

  /// "12 % below", "60 % above", "40 times".
  private static func change(_ ratio: Double) -> String {
    ratio < 1
      ? "\(NumberText.percent(1 - ratio)) below"
      : ratio < 3 ? "\(NumberText.percent(ratio - 1)) above" : "\(NumberText.significant(ratio, 3)) times"
  }
}
