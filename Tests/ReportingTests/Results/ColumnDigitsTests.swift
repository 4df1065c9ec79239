import Reporting
import Testing

@Suite("Digits of a column")
struct ColumnDigitsTests {
  private func texts(_ cells: [ResultCell], _ audience: ResultAudience = .text) -> [String] {
    let table = ResultTable(columns: [ResultColumn("users", isNumeric: true, csv: ["users"])], rows: cells.map { [$0] })
    return table.seen(by: audience).rows.map { $0[0].text }
  }

  @Test("Counts of a column share unit and decimals, four digits of the largest")
  func shared() {
    #expect(texts([.users(9.863e6), .users(10.54e6)]) == ["9.86 M", "10.54 M"])
    #expect(texts([.users(988_047), .users(1.0164e6)]) == ["0.988 M", "1.016 M"])
    #expect(texts([.users(1.2e9), .users(0.4e9), .users(0)]) == ["1.200 B", "0.400 B", "0"])
    #expect(texts([.signedUsers(-32.7e6), .signedUsers(7.402e6)]) == ["−32.70 M", "+7.40 M"])
    #expect(
      texts([.interval(8.1e6, 12e6, .users), .users(11e6), .missing("none")]) == [
        "8.10 M … 12.00 M", "11.00 M", "none",
      ])
  }

  @Test(
    "Nothing changes where they agree, where small ones would lose their digits, or where a cell has words of its own")
  func unchanged() {
    #expect(texts([.users(16.2e6), .users(26e6)]) == ["16.2 M", "26.0 M"])
    #expect(texts([.users(368.4e6), .users(900_000)]) == ["368.4 M", "900,000"])
    #expect(texts([.users(117_009), .users(2_000)]) == ["117,009", "2,000"])
    #expect(texts([.users(9.863e6).shown(as: "about ten"), .users(10.54e6)]) == ["about ten", "10.5 M"])
    #expect(texts([.number(9.863e6), .number(10.54e6)]) == ["9.863e+06", "1.054e+07"])
  }

  @Test("Where a column cannot share a style, the ends of an interval do")
  func intervals() {
    #expect(
      texts([.interval(-17e6, -761_000, .signedUsers), .interval(-865_814, -37_875, .signedUsers)]) == [
        "−17.00 M … −0.76 M", "−865,814 … −37,875",
      ])
  }

  @Test("Programs read the same values as before")
  func machines() {
    let cells: [ResultCell] = [.users(9.863e6), .users(10.54e6)]
    let table = ResultTable(columns: [ResultColumn("users", isNumeric: true, csv: ["users"])], rows: cells.map { [$0] })
    #expect(table.seen(by: .csv).rows.map { $0[0].machineText } == ["9863000", "10540000"])
    #expect(table.seen(by: .page).rows.map { $0[0].value } == [9.863e6, 10.54e6])
  }
}
