/// Users by month according to what they did: new, retained, resurrected (back after a month without activity) and churned ones.
///
/// Two identities hold: MAUₜ = newₜ + retainedₜ + resurrectedₜ, and churnedₜ = MAUₜ₋₁ − retainedₜ.
public struct GrowthAccounting: Sendable, Equatable {
  /// One month.
  public struct Entry: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// Users who were never active before.
    public let new: Double
    /// Users who were active in the month before.
    public let retained: Double
    /// Users who are back.
    public let resurrected: Double
    /// Users of the month before who are not active; nil in the first month.
    public let churned: Double?
    /// Active users as they are published, or new + retained + resurrected.
    public let mau: Double
    /// Active users of the month before; nil in the first month.
    public let before: Double?

    /// (new + resurrected)/churned: above 1 users grow; nil in the first month, and where nobody left.
    public var quickRatio: Double? { churned.flatMap { $0 > 0 ? (new + resurrected) / $0 : nil } }
    /// retainedₜ/MAUₜ₋₁; nil in the first month.
    public var retention: Double? { before.flatMap { $0 > 0 ? retained / $0 : nil } }
    /// churnedₜ/MAUₜ₋₁; nil in the first month.
    public var grossChurn: Double? { before.flatMap { before in churned.flatMap { before > 0 ? $0 / before : nil } } }
  }

  /// A month in which an identity fails.
  public struct Miss: Sendable, Equatable, CustomStringConvertible {
    /// What should add up.
    public enum Identity: Sendable, Equatable {
      /// MAUₜ = newₜ + retainedₜ + resurrectedₜ.
      case users
      /// churnedₜ = MAUₜ₋₁ − retainedₜ.
      case churned
    }

    /// The month.
    public let month: Month
    /// Which identity.
    public let identity: Identity
    /// The figure as published.
    public let stated: Double
    /// What the others give.
    public let expected: Double
    /// The figure less what the others give.
    public var difference: Double { stated - expected }

    /// The finding as a sentence.
    public var description: String {
      let name = identity == .users ? "active users are" : "churned users are"
      let sum =
        identity == .users ? "new + retained + resurrected" : "active users of the month before less retained ones"
      let off = "\(WholeNumber.text(abs(difference))) too \(difference > 0 ? "many" : "few")"
      return "In \(month), \(name) \(WholeNumber.text(stated)), but \(sum) give \(WholeNumber.text(expected)): \(off)."
    }
  }

  /// The months, ascending.
  public let entries: [Entry]
  /// Where identities fail by more than a unit in the last of ten digits.
  public let misses: [Miss]

  /// The accounting of columns.
  ///
  /// - Parameters:
  ///   - new: new users; its months, those with a figure, are the months of the accounting.
  ///   - retained: retained users; not needed in the first month.
  ///   - resurrected: resurrected users; nil where none are counted apart.
  ///   - churned: churned users, at least 0; nil to compute them. Not needed in the first month.
  ///   - mau: active users; nil to compute them.
  /// - Throws: ``GrowthAccountingError``.
  public init(
    new: MonthlyColumn, retained: MonthlyColumn, resurrected: MonthlyColumn? = nil, churned: MonthlyColumn? = nil,
    mau: MonthlyColumn? = nil
  ) throws(GrowthAccountingError) {
    guard let first = new.observedMonths.first, let last = new.lastObservedMonth, first < last else {
      throw .tooFewMonths(new.observedMonths.count)
    }
    func figure(
      _ column: MonthlyColumn, _ month: Month, optional: Bool = false
    ) throws(GrowthAccountingError) -> Double? {
      guard let value = column[month] else {
        if optional { return nil }
        throw .blank(column.place(of: month), month)
      }
      guard value >= 0, NumberRange.contains(value) else { throw .notACount(column.place(of: month), month, value) }
      return value
    }
    var entries: [Entry] = []
    var misses: [Miss] = []
    var before: Double?
    for month in first...last {
      let isFirst = month == first
      let gained = try figure(new, month) ?? 0
      let kept = try figure(retained, month, optional: isFirst) ?? 0
      let back =
        try resurrected.map { column throws(GrowthAccountingError) in try figure(column, month, optional: isFirst) ?? 0
        } ?? 0
      let sum = gained + kept + back
      var users = sum
      if let mau, let stated = try figure(mau, month) {
        users = stated
        // The first month of an extract often lacks what came from before it.
        let isComplete = !isFirst || retained[month] != nil
        if isComplete, Self.differ(stated, sum) {
          misses.append(Miss(month: month, identity: .users, stated: stated, expected: sum))
        }
      }
      var lost = before.map { max(0, $0 - kept) }
      if let churned, let total = before, let stated = try figure(churned, month) {
        lost = stated
        if Self.differ(stated, total - kept) {
          misses.append(Miss(month: month, identity: .churned, stated: stated, expected: total - kept))
        }
      }
      entries.append(
        Entry(
          month: month, new: gained, retained: kept, resurrected: back, churned: lost, mau: users, before: before))
      before = users
    }
    self.entries = entries
    self.misses = misses
  }

  private static func differ(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) > 1e-9 * max(abs(first), abs(second), 1)
  }
}
