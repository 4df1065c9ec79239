import RealModule
import Sampling
import Series
import Testing

@Suite("What is unlike the rest of a series")
struct SeriesFindingTests {
  private static let first = Month(year: 2018, month: 1)

  /// Users that grow by 1 % a month with errors of 2 %, and a season of a given size.
  private func users(_ count: Int, seed: Int, season: Double = 0, tails: Double? = nil) -> [Double] {
    var stream = RandomStream(seed: 12, index: seed)
    var level = Double.log(5e6)
    return (0..<count).map { month in
      let size = tails.map { stream.studentScale(degreesOfFreedom: $0) * .sqrt(($0 - 2) / $0) } ?? 1
      level += 0.01 + 0.02 * size * stream.normal()
      return .exp(level + season * .cos(2 * .pi * Double(month) / 12))
    }
  }

  private func findings(_ values: [Double?], every distance: Int = 1) -> [SeriesFinding] {
    var spread = [Double?](repeating: nil, count: (values.count - 1) * distance + 1)
    for (index, value) in values.enumerated() { spread[index * distance] = value }
    return MonthlyColumn(name: "mau", first: Self.first, values: spread).findings
  }

  private func month(_ index: Int) -> Month { Self.first.advanced(by: index) }

  @Test(
    "Nothing is named in clean series but in one of a hundred, with or without a season", arguments: [12, 24, 60, 120])
  func falseAlarms(count: Int) {
    for season in [0, 0.2] {
      let named = (0..<1000).count { !findings(users(count, seed: $0, season: season)).isEmpty }
      #expect(named <= 10, "\(named) of 1000 with a season of \(season)")
    }
  }

  @Test("Heavy tails of Student's t with 5 degrees of freedom are rarely named")
  func heavyTails() {
    let named = (0..<500).count { !findings(users(60, seed: $0, tails: 5)).isEmpty }
    #expect(named <= 50, "\(named) of 500")
  }

  @Test(
    "One month at 160 % is named with its size, in monthly and quarterly figures and beside a season",
    arguments: [1, 3])
  func outlier(distance: Int) throws {
    for seed in 0..<50 {
      var values = users(60, seed: seed, season: distance == 1 ? 0.1 : 0)
      values[30] *= 1.6
      let found = findings(values, every: distance)
      try #require(found.count == 1, "\(seed): \(found)")
      guard case .outlier(let at, let ratio) = found[0] else { throw Missing() }
      #expect(at == month(30 * distance) && abs(ratio - 1.6) < 0.2)
    }
  }

  @Test("A level that changes and stays is named with its size")
  func shift() throws {
    var found = 0
    for seed in 0..<50 {
      let values = users(60, seed: seed).enumerated().map { $0 >= 40 ? $1 * 0.7 : $1 }
      guard case .shift(let at, let ratio)? = findings(values).first else { continue }
      if at == month(40), abs(ratio - 0.7) < 0.1 { found += 1 }
    }
    #expect(found >= 47)
  }

  @Test("Figures in another unit: one month, some months, all from one on, thousands and millions")
  func otherUnit() throws {
    for (months, factor) in [(20...20, 1e-3), (20...25, 1e-3), (50...59, 1e-6), (0...9, 1e3), (59...59, 100)] {
      let values = users(60, seed: 4).enumerated().map { months.contains($0) ? $1 * factor : $1 }
      let found = findings(values)
      try #require(found.count == 1, "\(months): \(found)")
      guard case .otherUnit(let at, let power) = found[0] else { throw Missing() }
      // Of two parts of a series, the later one is named.
      let isFirst = months.lowerBound == 0
      #expect(at == (isFirst ? month(10)...month(59) : month(months.lowerBound)...month(months.upperBound)))
      #expect(abs(power / (isFirst ? 1 / factor : factor) - 1) < 1e-12)
    }
  }

  @Test("A last month that is not over is named as such; the same fall before is a shift")
  func lowLastMonth() throws {
    var values = users(48, seed: 3)
    values[47] *= 0.4
    guard case .lowLastMonth(let at, let ratio)? = findings(values).first else { throw Missing() }
    #expect(at == month(47) && abs(ratio - 0.4) < 0.05)
  }

  @Test("Months far from all others are named and do not hide the rest", arguments: [true, false])
  func farMonth(isLast: Bool) throws {
    var values = users(40, seed: 6)
    values[20] *= 1.6
    let gap = [Double?](repeating: nil, count: 12 * 90)
    let all = isLast ? values + gap + [values[39]] : [values[0]] + gap + values
    let found = findings(all)
    let start = isLast ? 0 : 12 * 90 + 1
    #expect(
      found.contains(
        .farMonth(month(isLast ? all.count - 1 : 0), neighbour: month(isLast ? 39 : start))))
    #expect(found.contains { if case .outlier(month(start + 20), _) = $0 { true } else { false } })
    #expect(found.count == 2)
  }

  @Test("Constant, rounded, short, sparse and empty series, and figures of 0, name nothing and trap nowhere")
  func edges() {
    #expect(findings([Double](repeating: 5e6, count: 40)).isEmpty)
    #expect(
      findings(users(40, seed: 1).map { ($0 / 1e6).rounded() * 1e6 }).allSatisfy {
        if case .shift = $0 { true } else { false }
      })
    #expect(findings([1, 1000, 1]).isEmpty)
    #expect(MonthlyColumn(name: "mau", first: Self.first, values: []).findings.isEmpty)
    #expect(MonthlyColumn(name: "mau", first: Self.first, values: [nil, nil]).findings.isEmpty)
    var values: [Double?] = users(40, seed: 2)
    values[7] = 0
    values[9] = nil
    #expect(findings(values).isEmpty)
  }

  @Test("Flows that do not add up miss users by their median, and those that do are not off")
  func flows() throws {
    let values = users(30, seed: 8)
    func table(_ scale: Double) -> MonthlyTable {
      let lost = values.map { 0.05 * $0 }
      let acquired = values.indices.map { $0 > 0 ? values[$0] - values[$0 - 1] + lost[$0] : 0 }
      func column(_ name: String, _ values: [Double]) -> MonthlyColumn {
        MonthlyColumn(name: name, first: Self.first, values: values)
      }
      return MonthlyTable(
        mau: column("mau", values), drivers: [column("a", acquired), column("l", lost.map { $0 * scale })])
    }
    let right = try #require(FlowBalance(table(1), acquired: "a", churned: "l"))
    #expect(right.miss < 1e-12 && !right.isOff && right.months == 29)
    let percent = try #require(FlowBalance(table(1e-6), acquired: "a", churned: "l"))
    #expect(abs(percent.miss - 0.05) < 1e-6 && percent.isOff && percent.bias < 0)
    #expect(FlowBalance(table(1), acquired: "a", churned: "none") == nil)
  }
}

private struct Missing: Error {}
