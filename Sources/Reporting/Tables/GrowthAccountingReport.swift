import Series

/// Growth accounting: what is added and lost by month, with quick ratio, retention and gross churn.
public struct GrowthAccountingReport: ResultReport {
  private let accounting: GrowthAccounting

  /// The report of an accounting.
  public init(_ accounting: GrowthAccounting) { self.accounting = accounting }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let table = RetentionTables.accounting(accounting)
    return ResultDocument(
      [.table(table), .notes(notes)], data: table,
      fields: [
        "months": .records(table), "misses": .texts(accounting.misses.map(\.description)), "sentence": .text(sentence),
      ])
  }

  /// What it says, as a sentence to quote.
  public var sentence: String {
    let known = accounting.entries.filter { $0.churned != nil }
    let lost = known.reduce(0) { $0 + ($1.churned ?? 0) }
    let gained = known.reduce(0) { $0 + $1.new + $1.resurrected }
    let before = known.reduce(0) { $0 + ($1.before ?? 0) }
    let ratio = lost > 0 ? "a quick ratio of \(NumberText.fixed(gained / lost, 2))" : "nobody lost"
    let churn = before > 0 ? NumberText.percent(lost / before, 1) : "an unknown share"
    return
      "In \(known.count) month\(known.count == 1 ? "" : "s"), \(NumberText.users(gained)) users came or came back and "
      + "\(NumberText.users(lost)) left: \(ratio); \(churn) of the users of a month left by the next."
  }

  private var notes: [String] {
    [sentence] + accounting.misses.prefix(10).map { "WARNING: \($0)" }
      + (accounting.misses.count > 10 ? ["WARNING: \(accounting.misses.count - 10) more months do not add up."] : [])
      + [
        "Quick ratio: new and resurrected users over churned ones. Retention: retained users over those of the month before."
      ]
  }
}
