import ChurnForecast
import Testing

@Suite("Driver path")
struct DriverPathTests {
  private let january = Month(year: 2023, month: 1)
  private func month(_ n: Int) -> Month { january.advanced(by: n - 1) }
  private func path(_ changes: [DriverPath.Change], level: Double = 2) throws -> [Double] {
    try DriverPath(changes).values(in: january..<month(6), after: level, column: "x")
  }

  @Test("Each kind of change gives the path computed by hand")
  func changes() throws {
    #expect(try path([]) == [2, 2, 2, 2, 2])
    #expect(try path([.step(.to(5), from: nil, until: nil)]) == [5, 5, 5, 5, 5])
    #expect(try path([.step(.by(1), from: month(2), until: month(3))]) == [2, 3, 3, 2, 2])
    #expect(try path([.step(.multiply(3), from: month(4), until: nil)]) == [2, 2, 2, 6, 6])
    #expect(try path([.ramp(.to(5), from: month(2), until: month(4))]) == [2, 3, 4, 5, 5])
    #expect(try path([.ramp(.by(-2), from: nil, until: month(2))]) == [1, 0, 0, 0, 0])
    #expect(
      try path([.table([.init(month: month(2), value: 7), .init(month: month(4), value: 1)])]) == [2, 7, 7, 1, 1])
  }

  @Test("Changes apply to any path, number by number, and hold returns to the last level")
  func movingPath() {
    func applied(_ changes: [DriverPath.Change]) -> [Double] {
      var path = [1.0, 2, 4, 8, 16]
      DriverPath(changes).apply(to: &path, from: january, after: 3)
      var lanes = [1.0, 2, 4, 8, 16].map { Lanes(repeating: $0) }
      DriverPath(changes).apply(to: &lanes, from: january, after: 3)
      #expect(lanes == path.map { Lanes(repeating: $0) })
      return path
    }
    #expect(applied([.step(.by(1), from: month(2), until: month(3))]) == [1, 3, 5, 8, 16])
    #expect(applied([.step(.multiply(0.5), from: nil, until: nil)]) == [0.5, 1, 2, 4, 8])
    #expect(applied([.ramp(.to(8), from: month(3), until: month(4))]) == [1, 2, 5, 8, 8])
    #expect(applied([.ramp(.by(2), from: nil, until: month(2))]) == [4, 5, 5, 5, 5])
    #expect(applied([.hold]) == [3, 3, 3, 3, 3])
    #expect(applied([.step(.to(0), from: month(2), until: nil), .hold]) == [3, 3, 3, 3, 3])
    #expect(applied([.hold, .step(.by(1), from: month(5), until: nil)]) == [3, 3, 3, 3, 4])
  }

  @Test("Changes add up in their order")
  func order() throws {
    let first = DriverPath.Change.step(.to(4), from: month(2), until: nil)
    let second = DriverPath.Change.step(.multiply(2), from: month(3), until: month(3))
    #expect(try path([first, second]) == [2, 4, 8, 4, 4])
    #expect(try path([second, first]) == [2, 4, 4, 4, 4])
  }

  @Test("Changes after the horizon have no effect; changes in known months are rejected")
  func borders() throws {
    #expect(try path([.step(.to(9), from: month(60), until: nil)]) == [2, 2, 2, 2, 2])
    #expect(try path([.ramp(.to(12), from: month(1), until: month(10))]) == [3, 4, 5, 6, 7])
    #expect(throws: DriverError.self) { try path([.step(.to(9), from: nil, until: month(0))]) }
    #expect(
      throws: DriverError.changeInThePast(column: "x", month: Month(year: 2022, month: 12), firstFree: january)
    ) {
      try path([.step(.to(9), from: month(0), until: nil)])
    }
  }
}
