import Series
import Testing

@Suite("Growth accounting")
struct GrowthAccountingTests {
  static let first = Month(year: 2024, month: 1)

  static func column(_ name: String, _ values: [Double?]) -> MonthlyColumn {
    MonthlyColumn(name: name, first: first, values: values)
  }

  static let new = column("new", [100, 50, 40])
  static let retained = column("retained", [nil, 70, 90])
  static let resurrected = column("resurrected", [nil, nil, 10])

  @Test("Ratios follow from the parts")
  func ratios() throws {
    let accounting = try GrowthAccounting(
      new: Self.new, retained: Self.retained, resurrected: Self.column("resurrected", [nil, 5, 10]))
    #expect(accounting.entries.map(\.mau) == [100, 125, 140])
    #expect(accounting.entries.map(\.churned) == [nil, 30, 35])
    let quickRatios: [Double?] = [nil, 55.0 / 30.0, 50.0 / 35.0]
    #expect(accounting.entries.map(\.quickRatio) == quickRatios)
    #expect(accounting.entries.map(\.retention) == [nil, 0.7, 0.72])
    #expect(accounting.entries.map(\.grossChurn) == [nil, 0.3, 0.28])
    #expect(accounting.misses.isEmpty)
  }

  @Test("Where identities fail, by how much")
  func misses() throws {
    let accounting = try GrowthAccounting(
      new: Self.new, retained: Self.retained, churned: Self.column("churned", [nil, 30, 33]),
      mau: Self.column("mau", [250, 120, 131]))
    #expect(
      accounting.misses.map(\.description) == [
        "In 2024-02, churned users are 30, but active users of the month before less retained ones give 180: 150 too few.",
        "In 2024-03, active users are 131, but new + retained + resurrected give 130: 1 too many.",
        "In 2024-03, churned users are 33, but active users of the month before less retained ones give 30: 3 too many.",
      ])
    #expect(accounting.misses.map(\.difference) == [-150, 1, 3])
  }

  @Test("Blanks, negative numbers and too few months")
  func failures() {
    #expect(throws: GrowthAccountingError.tooFewMonths(1)) {
      try GrowthAccounting(new: Self.column("new", [5]), retained: Self.retained)
    }
    let blank = GrowthAccountingError.blank(
      CellPlace(file: "data", line: nil, column: "resurrected"), Self.first.advanced(by: 1))
    #expect(throws: blank) {
      try GrowthAccounting(new: Self.new, retained: Self.retained, resurrected: Self.resurrected)
    }
    #expect(
      blank.description
        == "data: column `resurrected`: blank in 2024-02; expected a number for every month. Unknown is not zero: fill it in, or use fewer months."
    )
    let negative = GrowthAccountingError.notACount(
      CellPlace(file: "data", line: nil, column: "churned"), Self.first.advanced(by: 1), -30)
    #expect(throws: negative) {
      try GrowthAccounting(
        new: Self.new, retained: Self.retained, churned: Self.column("churned", [nil, -30, -33]))
    }
    #expect(
      negative.description
        == "data: column `churned`: -30 in 2024-02 is not a number of users; expected one of at least 0, for churned users too."
    )
    #expect(
      GrowthAccountingError.tooFewMonths(1).description
        == "growth accounting has 1 month of new users; expected at least 2, because churned users left between two months."
    )
  }
}
