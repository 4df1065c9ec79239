import Series
import Signals
import Testing

@Suite("Times of signals")
struct ClockTests {
  private func text(_ text: String) -> TimeText? { TimeText(Array(text.utf8)[...]) }

  @Test(
    "Times with a distance from UTC",
    arguments: [
      ("2023-03-01T10:45:00Z", 1_677_667_500), ("2023-03-01T11:45:00+01:00", 1_677_667_500),
      ("2023-03-01 05:45-0500", 1_677_667_500), ("2023-03-01T10:45:00.250Z", 1_677_667_500),
      ("2023-03-01T10:45:00 UTC", 1_677_667_500), ("1677667500", 1_677_667_500), ("1677667500123", 1_677_667_500),
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T24:00:00Z", 951_868_800),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("Wed Mar 01 11:45:00 +0100 2023", 1_677_667_500),
    ])
  func absolute(written: String, seconds: Int) {
    #expect(text(written) == .absolute(seconds))
    if seconds >= 0 { #expect(text(Instant(seconds: seconds).description) == .absolute(seconds)) }
  }

  @Test("Times without one", arguments: [("2023-03-01T10:45", 1_677_667_500), ("2023-03-01", 1_677_628_800)])
  func local(written: String, seconds: Int) { #expect(text(written) == .local(seconds)) }

  @Test("Dates with the year at the end")
  func yearLast() {
    #expect(text("01.03.2023 10:45") == .local(1_677_667_500) && text("1.3.2023") == .local(1_677_628_800))
    func slashes(_ written: String, _ dates: SignalDates?) -> TimeText? {
      TimeText(Array(written.utf8)[...], dates: dates)
    }
    #expect(slashes("1/3/2023 10:45", .dmy) == .local(1_677_667_500))
    #expect(slashes("3/1/2023 10:45:00", .mdy) == .local(1_677_667_500))
    #expect(slashes("1/3/2023", nil) == nil && slashes("13/13/2023", .dmy) == nil && slashes("1/3/23", .dmy) == nil)
    #expect(slashes("29.02.2023", nil) == nil && slashes("1/3/2023 25:00", .dmy) == nil)
  }

  @Test(
    "What is no time",
    arguments: [
      "", "2023-02-29", "2023-13-01", "2023-03-01T25:00", "2023-03-01T24:01", "2023-03-01T10:61", "01/03/2023",
      "2023-03-01T10:45:00CET", "2023-03-01T10:45:00+1", "2023-03-01T10:45:00.Z", "12345", "2023-03-01T", "tomorrow",
      "2023-3-1", "2023-03-01T10:45:00ZZ", "Wed Foo 01 10:45:00 +0000 2023", "Wed Feb 30 10:45:00 +0000 2023",
      "Wed Mar 01 10:45:00 2023",
    ])
  func refused(written: String) { #expect(text(written) == nil) }

  @Test("Days and months follow the clocks of the zone, also where they are changed")
  func zone() throws {
    let paris = try ClockZone(named: "Europe/Paris")
    #expect(paris.offset(at: 1_677_667_500) == 3600 && paris.offset(at: 1_688_000_000) == 7200)
    // Clocks went from 2:00 to 3:00 on 26 March 2023, at 1:00 UTC.
    let change = 1_679_792_400
    #expect(paris.offset(at: change - 1) == 3600 && paris.offset(at: change) == 7200)
    #expect(paris.clock(Instant(seconds: change)) == "2023-03-26 03:00")
    #expect(paris.seconds(local: change + 7200) == change)
    #expect(paris.start(of: Month(year: 2023, month: 4)) == 1_680_300_000)
    #expect(paris.month(of: 1_680_300_000 - 1) == Month(year: 2023, month: 3))
    #expect(try ClockZone(named: "utc") == .utc)
    // 6 March 2023 was a Monday.
    #expect(ClockZone.utc.secondOfWeek(1_678_060_800) == 0 && paris.secondOfWeek(1_678_060_800) == 3600)
    #expect(throws: SignalError.unknownZone("Europe/Pari", nearest: "Europe/Paris")) {
      try ClockZone(named: "Europe/Pari")
    }
    #expect(throws: SignalError.self) { try ClockZone(named: "CST") }
  }
}
