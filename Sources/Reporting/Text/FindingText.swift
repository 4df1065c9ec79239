import Series

/// What is odd about users and drivers, as text with what to do.
public enum FindingText {
  /// The most findings about the users, and the most months, that are listed.
  private static let most = 5
  private static let mostMonths = 10

  /// One or two sentences per finding, and how many more there are of the users.
  public static func lines(_ findings: [TableFinding]) -> [String] {
    let users = findings.compactMap { if case .users(let finding) = $0 { finding } else { nil } }
    let largest = users.sorted { $0.size > $1.size }.prefix(most)
    let listed = largest.sorted { $0.month < $1.month }.map(text)
    let more = users.count - listed.count
    return listed
      + (more > 0
        ? ["\(more) more months are unlike the rest: growth has heavier tails than the models expect."] : [])
      + findings.compactMap(other)
  }

  /// Users before, acquired and lost users that do not add up.
  static func flows(_ balance: FlowBalance) -> String {
    "do not add up: users of the month before plus acquired minus lost users miss those of the month by "
      + "\(NumberText.percent(balance.miss, 1)) (median of \(balance.months) months). All three must be numbers of users, counted the same "
      + "way."
  }

  /// A finding that is not about single months of the users.
  private static func other(_ finding: TableFinding) -> String? {
    switch finding {
    case .users: nil
    case .driver(let name, let finding): "`\(name)`: \(text(finding))"
    case .gaps(let months):
      "Users are missing in \(wordList(months.map(\.description), most: mostMonths, of: "months")). Growth models interpolate nothing: they use the change from the figure before to the one after."
    case .blanks(let name, let months):
      "`\(name)` is blank in \(wordList(months.map(\.description), most: mostMonths, of: "months")). A fit with it needs --missing '\(name)=zero', carry or interpolate, which says what blanks "
        + "are."
    case .begins(let name, let month):
      "`\(name)` begins in \(month), after the users. A fit with it needs --from \(month.advanced(by: -1)), or earlier figures."
    case .ends(let name, let month):
      "`\(name)` ends in \(month), before the users. A fit with it needs --to \(month), or later figures."
    case .continues(let name, let month):
      "`\(name)` goes on to \(month), after the users. Forecasts take these figures for its future."
    case .constant(let name, let value):
      "`\(name)` is \(NumberText.significant(value)) in every month: nothing can be learnt from it."
    case .flows(let acquired, let churned, let balance): "`\(acquired)` and `\(churned)` \(flows(balance))"
    case .growth(let name):
      "`\(name)` is the growth of the users themselves: as a driver it would explain everything and say nothing."
    case .together(let first, let second, let value):
      "`\(first)` and `\(second)` move together (correlation \(NumberText.fixed(value, 2))): their effects can hardly be told apart."
    }
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
