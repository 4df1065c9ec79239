import Series
import Testing

@Suite("What is odd about a table")
struct TableFindingTests {
  private let start = Month(year: 2020, month: 1)

  private func column(_ name: String, _ values: [Double?]) -> MonthlyColumn {
    MonthlyColumn(name: name, first: start, values: values)
  }

  /// Users that grow by about 1 % a month, without a jump.
  private func users(_ count: Int) -> [Double?] {
    (0..<count).map { index -> Double? in
      let trend = 0.01 * Double(index)
      let noise = 0.001 * Double(index * 7 % 5)
      return 1e6 * (1 + trend + noise)
    }
  }

  private func month(_ index: Int) -> Month { start.advanced(by: index) }

  @Test("Nothing is found where nothing is odd")
  func quiet() {
    let driver = column("outages", (0..<36).map { Double($0 * 13 % 5) })
    #expect(MonthlyTable(mau: column("mau", users(36)), drivers: [driver]).findings.isEmpty)
  }

  @Test("Missing months are those that the step of the figures expects")
  func gaps() {
    var values = users(24)
    values[7] = nil
    values[15] = nil
    values[16] = nil
    #expect(MonthlyTable(mau: column("mau", values)).findings == [.gaps([month(7), month(15), month(16)])])
    // Quarters of which one is missing.
    let quarters = users(48).enumerated().map { $0.offset % 3 == 2 && $0.offset != 20 ? $0.element : nil }
    #expect(MonthlyTable(mau: column("mau", quarters)).findings == [.gaps([month(20)])])
    // Years that become months are no gap.
    let mixed = users(60).enumerated().map { $0.offset >= 36 || $0.offset % 12 == 11 ? $0.element : nil }
    #expect(MonthlyTable(mau: column("mau", mixed)).findings.isEmpty)
  }

  @Test("Drivers that are blank, begin late, end early or go on")
  func spans() {
    let wave: [Double?] = (0..<36).map { Double($0 * 13 % 5) }
    func findings(_ values: [Double?]) -> [TableFinding] {
      MonthlyTable(mau: column("mau", users(24)), drivers: [column("x", values)]).findings
    }
    var blank: [Double?] = Array(wave.prefix(24))
    blank[3] = nil
    blank[9] = nil
    #expect(findings(blank) == [.blanks("x", [month(3), month(9)])])
    let late: [Double?] = [nil, nil, nil, nil] + wave[4..<24]
    #expect(findings(late) == [.begins("x", month(4))])
    // The change to the second figure is the first that needs the driver.
    #expect(findings([nil] + wave[1..<24]).isEmpty)
    #expect(findings(Array(wave.prefix(20))) == [.ends("x", month(19))])
    #expect(findings(wave) == [.continues("x", month(35))])
    #expect(findings([Double?](repeating: 3, count: 24)) == [.constant("x", 3)])
  }

  @Test("A unit that changes is found in measured drivers, not in counts")
  func units() {
    var share = (0..<36).map { index -> Double? in
      let noise = (index * 37 + 11) * (index + 5) % 13
      return 0.2 + 0.004 * Double(noise)
    }
    for index in 20..<24 { share[index] = share[index].map { $0 * 100 } }
    let found = MonthlyTable(mau: column("mau", users(36)), drivers: [column("share", share)])
    #expect(found.remarks == [.driver("share", .otherUnit(month(20)...month(23), factor: 100))])
    #expect(found.findings == found.remarks)
    var counts: [Double?] = [Double?](repeating: 1, count: 36)
    counts[9] = 10
    #expect(MonthlyTable(mau: column("mau", users(36)), drivers: [column("incidents", counts)]).findings.isEmpty)
  }

  @Test("Flows that do not add up, and drivers that move together")
  func together() {
    let mau = users(24)
    let lost = (0..<24).map { 50_000 + 100 * Double($0 * 5 % 7) }
    let gained = mau.indices.map { index in
      index == 0 ? 60_000 : (mau[index] ?? 0) - (mau[index - 1] ?? 0) + lost[index]
    }
    func findings(_ acquired: [Double], _ churned: [Double]) -> [TableFinding] {
      MonthlyTable(mau: column("mau", mau), drivers: [column("New users", acquired), column("lost", churned)]).findings
    }
    #expect(findings(gained, lost).isEmpty)
    guard case .flows("New users", "lost", let balance) = findings(gained, lost.map { $0 / 1e4 }).first else {
      Issue.record("flows in percent are not found")
      return
    }
    #expect(abs(balance.miss - 0.046) < 0.01)
    let wave = (0..<24).map { Double($0 * 13 % 5) }
    let pair = MonthlyTable(
      mau: column("mau", mau),
      drivers: [column("a", wave), column("b", wave.map { 7 - 2 * $0 }), column("c", lost)])
    guard case .together("a", "b", let value) = pair.findings.first, pair.findings.count == 1 else {
      Issue.record("the pair is not found: \(pair.findings)")
      return
    }
    #expect(abs(value + 1) < 1e-14)
    #expect(pair.correlations.map(\.months) == [24, 24, 24])
  }

  @Test(
    "A driver that ends before the users begin, or begins after their end, is told and is no trap",
    arguments: [-30, 30])
  func apart(distance: Int) {
    let mau = column("mau", users(12))
    let x = MonthlyColumn(
      name: "x", first: mau.first.advanced(by: distance), values: (0..<12).map { Double($0 * 7 % 5) })
    let findings = MonthlyTable(mau: mau, drivers: [x]).findings
    let last = x.months.upperBound.advanced(by: -1)
    let expected: [TableFinding] = distance < 0 ? [.ends("x", last)] : [.begins("x", x.first), .continues("x", last)]
    #expect(findings == expected)
  }

  @Test("The growth of the users themselves is no driver, whatever its unit")
  func growth() {
    let mau = users(24)
    let growth = mau.indices.map { $0 == 0 ? nil : 100 * ((mau[$0] ?? 0) / (mau[$0 - 1] ?? 1) - 1) }
    let other = growth.indices.map { index in growth[index].map { $0 + (index % 5 == 0 ? 3 : 0) } }
    func found(_ values: [Double?]) -> Bool {
      MonthlyTable(mau: column("mau", mau), drivers: [column("x", values)]).findings.contains(.growth("x"))
    }
    #expect(found(growth) && found(growth.map { $0.map { -$0 / 100 } }) && !found(other))
  }

  @Test("Correlations are Pearson's, over the months that both have")
  func correlation() throws {
    let x: [Double?] = [1, 4, 2, nil, 5, 7, 3, 8, 6, 9]
    let y: [Double?] = [2, 3, 5, 7, nil, 4, 6, 9, 8, 12]
    let table = MonthlyTable(mau: column("mau", users(10)), drivers: [column("x", x), column("y", y)])
    // numpy.corrcoef of the eight pairs.
    let pair = try #require(table.correlations.first)
    #expect(pair.months == 8 && abs(pair.value - 0.770425339264537) < 1e-14)
  }
}
