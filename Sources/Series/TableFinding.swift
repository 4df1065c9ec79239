/// Something about users and drivers that an analyst should look at before trusting a model of them.
public enum TableFinding: Sendable, Equatable {
  /// What is unlike the rest of the users.
  case users(SeriesFinding)
  /// What is unlike the rest of a driver: figures in another unit, or months far from all others.
  case driver(String, SeriesFinding)
  /// Months in which users are missing, between figures that follow each other more closely.
  case gaps([Month])
  /// Months in which a driver is blank, among those of the users.
  case blanks(String, [Month])
  /// A driver begins after the first figure of users.
  case begins(String, Month)
  /// A driver ends before the last figure of users.
  case ends(String, Month)
  /// A driver goes on after the last figure of users, as plans do.
  case continues(String, Month)
  /// All figures of a column are equal.
  case constant(String, Double)
  /// Columns of acquired and lost users that do not explain how users change.
  case flows(acquired: String, churned: String, FlowBalance)
  /// Two drivers move together; their correlation.
  case together(String, String, Double)
  /// A driver is the growth of the users themselves.
  case growth(String)
}

extension MonthlyTable {
  /// What is odd about users and drivers, users first.
  public var findings: [TableFinding] {
    var findings = mau.findings.map(TableFinding.users)
    let gaps = mau.gaps
    if !gaps.isEmpty { findings.append(.gaps(gaps)) }
    if let value = mau.constant { findings.append(.constant(mau.name, value)) }
    for driver in drivers { findings += self.findings(driver) }
    if let flows { findings.append(.flows(acquired: flows.acquired, churned: flows.churned, flows.balance)) }
    findings += correlations.filter { abs($0.value) >= Self.together }.map { .together($0.first, $0.second, $0.value) }
    return findings
  }

  /// The findings that every model says; the others are about columns, and a model that uses these says what it needs.
  public var remarks: [TableFinding] {
    mau.findings.map(TableFinding.users) + drivers.flatMap { driver in slips(driver) }
  }

  /// From this correlation on, two drivers are hard to tell apart.
  private static let together = 0.9

  /// Whether a column is the growth of the users, in whatever unit: correlated with it by 0.995 or more, in eight months at least.
  private func isGrowth(_ driver: MonthlyColumn) -> Bool {
    let pairs = driver.observedMonths.compactMap { month -> (Double, Double)? in
      guard let now = mau[month], let before = mau[month.advanced(by: -1)], before > 0, let value = driver[month] else {
        return nil
      }
      return (value, now / before)
    }
    return pairs.count >= 8 && abs(Self.correlation(pairs) ?? 0) >= 0.995
  }

  private func findings(_ driver: MonthlyColumn) -> [TableFinding] {
    let own = driver.observedMonths
    guard let first = mau.observedMonths.first, let last = mau.lastObservedMonth, let start = own.first,
      let end = own.last
    else { return [] }
    if let value = driver.constant { return [.constant(driver.name, value)] }
    var findings = slips(driver)
    if isGrowth(driver) { findings.append(.growth(driver.name)) }
    // The change from the first figure to the second begins after the first.
    if start > first.advanced(by: 1) { findings.append(.begins(driver.name, start)) }
    let begin = max(start, first)
    let blanks = (begin..<max(begin, min(end, last))).filter { driver[$0] == nil }
    if !blanks.isEmpty { findings.append(.blanks(driver.name, blanks)) }
    if end < last { findings.append(.ends(driver.name, end)) }
    if end > last { findings.append(.continues(driver.name, end)) }
    return findings
  }

  /// Figures of a driver in another unit, and months far from all others. Levels and peaks of drivers are what a model explains users
  /// by; counts go from 1 to 10 in their own unit.
  private func slips(_ driver: MonthlyColumn) -> [TableFinding] {
    let known = driver.values.compactMap { $0 }
    let isMeasured = known.allSatisfy { $0 > 0 } && known.contains { $0 != $0.rounded() }
    return driver.findings.filter { finding in
      switch finding {
      case .otherUnit: isMeasured
      case .farMonth: true
      case .outlier, .shift, .lowLastMonth: false
      }
    }.map { .driver(driver.name, $0) }
  }

  /// Columns that by their names are acquired and lost users, and do not add up to users.
  private var flows: (acquired: String, churned: String, balance: FlowBalance)? {
    func column(_ names: [String]) -> String? {
      drivers.first { driver in names.contains(driver.name.lowercased().replacing("_", with: " ")) }?.name
    }
    guard let acquired = column(["acquired", "new", "new users", "acquired users", "gained", "joined", "signups"]),
      let churned = column(["churned", "lost", "lost users", "churned users", "left", "cancelled", "canceled"]),
      let balance = FlowBalance(self, acquired: acquired, churned: churned), balance.isOff
    else { return nil }
    return (acquired, churned, balance)
  }

  /// The correlations of the first hundred drivers with each other, over the months in which both are known, eight at least; the
  /// strongest first.
  public var correlations: [(first: String, second: String, value: Double, months: Int)] {
    let columns = drivers.prefix(100).filter { $0.constant == nil }
    var found: [(first: String, second: String, value: Double, months: Int)] = []
    for (index, first) in columns.enumerated() {
      for second in columns[(index + 1)...] {
        let pairs = first.observedMonths.compactMap { month in
          first[month].flatMap { one in second[month].map { (one, $0) } }
        }
        guard pairs.count >= 8, let value = Self.correlation(pairs) else { continue }
        found.append((first.name, second.name, value, pairs.count))
      }
    }
    return found.sorted { abs($0.value) > abs($1.value) }
  }

  /// Pearson's correlation; nil where one side does not vary.
  private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
    let n = Double(pairs.count)
    let means = pairs.reduce((0, 0)) { ($0.0 + $1.0 / n, $0.1 + $1.1 / n) }
    let sums = pairs.reduce((0, 0, 0)) { sums, pair in
      let (x, y) = (pair.0 - means.0, pair.1 - means.1)
      return (sums.0 + x * x, sums.1 + y * y, sums.2 + x * y)
    }
    let value = sums.2 / (sums.0.squareRoot() * sums.1.squareRoot())
    return value.isFinite ? min(max(value, -1), 1) : nil
  }
}

extension MonthlyColumn {
  /// The value of all figures, of which there are at least two; nil where they differ.
  public var constant: Double? {
    let known = values.compactMap { $0 }
    guard known.count >= 2, let first = known.first, known.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The distance of most neighbouring figures in months; nil for fewer than two.
  public var step: Int? {
    let months = observedMonths
    var counts: [Int: Int] = [:]
    for (month, next) in zip(months, months.dropFirst()) { counts[month.distance(to: next), default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The months without a figure between others, as far as they would be a step of the column apart.
  ///
  /// Yearly figures that become monthly ones leave no gap: only a distance that occurs once or twice and is longer than that before and
  /// after it does.
  var gaps: [Month] {
    guard let step else { return [] }
    let far = findings.compactMap { if case .farMonth(let month, _) = $0 { month } else { nil } }
    let months = observedMonths.filter { !far.contains($0) }
    let distances = zip(months, months.dropFirst()).map { $0.distance(to: $1) }
    return distances.indices.flatMap { index -> [Month] in
      let (before, after) = (
        index > 0 ? distances[index - 1] : step, index + 1 < distances.count ? distances[index + 1] : step
      )
      guard distances[index] > step, distances[index] > before, distances[index] > after else { return [] }
      let unit = max(before, after)
      return stride(from: unit, to: distances[index], by: unit).map { months[index].advanced(by: $0) }
    }
  }
}
