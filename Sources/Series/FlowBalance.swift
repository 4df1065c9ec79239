/// How far published flows are from adding up: users less those of the month before, plus lost, minus acquired users.
public struct FlowBalance: Sendable, Equatable {
  /// The median of |Uₜ − (Uₜ₋₁ + Aₜ − Lₜ)|/Uₜ over the months in which all four are known.
  public let miss: Double
  /// The median of Uₜ − (Uₜ₋₁ + Aₜ − Lₜ) over Uₜ: above 0, acquired users are missing or lost ones counted twice.
  public let bias: Double
  /// The number of months.
  public let months: Int

  /// The balance of a table; nil where fewer than three months have both flows and users before and after.
  public init?(_ table: MonthlyTable, acquired: String, churned: String) {
    guard let gained = table.driver(acquired), let lost = table.driver(churned) else { return nil }
    let misses = table.mau.observedMonths.compactMap { month -> Double? in
      guard let now = table.mau[month], let before = table.mau[month.advanced(by: -1)], let a = gained[month],
        let l = lost[month], now > 0
      else { return nil }
      return (now - (before + a - l)) / now
    }
    guard misses.count >= 3 else { return nil }
    (miss, bias, months) = (GrowthScan.median(misses.map(abs)), GrowthScan.median(misses), misses.count)
  }

  /// Whether flows miss users by more than a hundredth.
  public var isOff: Bool { !(miss <= 0.01) }
}
