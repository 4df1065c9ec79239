import Series
import SeriesIO
import Signals
import Testing

@Suite("Files of signals")
struct SignalFileTests {
  private func read(_ text: String, zone: ClockZone? = nil, columns: SignalColumns = .init()) throws -> SignalFile {
    let path = "/tmp/signals-\(UInt64.random(in: 0 ... .max))"
    try TextFile.write(text, to: path)
    defer { try? TextFile.write("", to: path) }
    return try SignalFile(path, columns: columns, zone: zone)
  }

  private func counts(_ file: SignalFile) -> [ReportCounts] {
    if case .counts(let counts) = file { counts } else { [] }
  }
  private func incidents(_ file: SignalFile) -> [Incident] {
    if case .incidents(let incidents) = file { incidents } else { [] }
  }

  /// The message without the name of the file.
  private func message(_ text: String, zone: ClockZone? = nil, columns: SignalColumns = .init()) -> String {
    do {
      _ = try read(text, zone: zone, columns: columns)
      return ""
    } catch {
      return "\(error)".replacing(#/^/tmp/signals-\d+/#, with: "f")
    }
  }

  @Test("Counts of countries in turn, with gaps and other names")
  func csv() throws {
    var columns = SignalColumns()
    columns.names = [.time: "when", .reports: "n"]
    let text =
      "when;country;n\r\n2023-03-01 10:00;US;5\r\n2023-03-01 10:00;\"FR\";1\r\n\r\n2023-03-01 10:15;US;\r\n2023-03-01 10:45;US;7\r\n"
    let found = counts(try read(text, zone: .utc, columns: columns))
    #expect(found.map(\.country) == ["US", "FR"] && found[0].step == 900)
    #expect(found[0].counts.map { $0.isNaN ? -1 : $0 } == [5, -1, -1, 7] && found[1].counts == [1])
  }

  @Test(
    "Bad input is told with line and advice",
    arguments: [
      (
        "time,reports\n2023-03-01T10:00:00Z,5\n2023-03-01T09:00:00Z,5\n",
        "f:3: column `time`: \"2023-03-01T09:00:00Z\" is before the time in line 2."
      ),
      (
        "time,reports\n2023-03-01T10:00:00Z,5\n2023-03-01T10:00:00Z,5\n",
        "f:3: column `time`: \"2023-03-01T10:00:00Z\" occurs twice."
      ),
      ("time,reports\n2023-03-01T10:00:00Z,-5\n", "f:2: column `reports`: \"-5\" is not a number of reports"),
      ("time,reports\n2023-03-01T10:00,5\n", "f:2: column `time`: \"2023-03-01T10:00\" does not say its time zone."),
      ("time,reports\n1 March,5\n", "f:2: column `time`: \"1 March\" is not a time"),
      (
        "time,reports\n2023-03-01T10:00:00Z,5\n2023-03-01T10:15:00Z,5\n2023-03-01T10:37:00Z,5\n",
        "f:4: column `time`: \"2023-03-01T10:37:00Z\" is not a whole number of steps of 15 minutes"
      ),
      ("date,hits\n2023-03-01T10:00:00Z,5\n", "f: neither counts of reports nor incidents are recognised"),
      (
        "start,end\n2023-03-01T10:00:00Z,2023-03-01T09:00:00Z\n",
        "f:2: column `end`: \"2023-03-01T09:00:00Z\" is before the start"
      ),
      ("start,stop\n2023-03-01T10:00:00Z,2023-03-01T09:00:00Z\n", "f: there is no column `end`"),
      ("time,reports\n2023-03-01T10:00:00Z\n", "f:2: the row has 1 cell, the header has 2."),
      ("time,reports\n\"2023-03-01T10:00:00Z,5\n", "f:2: a quotation mark"),
      ("", "f:1: the file is empty"), ("time,reports\n", "f: there is nothing in it to count."),
      ("{\"reports\": [{\"date\": \"2023-03-01T10:00:00Z\"}]}", "f:1: neither counts"),
      ("[{\"time\": 1677664800, \"reports\": 1e300}]", "f: column `reports`: \"1e+300\" is not a number of reports"),
      ("{\"a\": ", "f: this is not JSON"),
      ("{\"start\": \"2023-03-01T10:00:00Z\"}\n{\"start\": \"x\"}\n", "f:2: column `start`: \"x\" is not a time"),
    ])
  func refused(text: String, beginning: String) { #expect(message(text).hasPrefix(beginning), "\(message(text))") }

  @Test("JSON of monitors, status pages, alerts and lines")
  func json() throws {
    let monitor = counts(
      try read(
        #"{"reports": [{"date": "2023-03-01T10:00:00Z", "value": 3}, {"date": "2023-03-01T10:15:00Z", "value": 4}], "baseline": [1, 2]}"#
      ))
    #expect(monitor.map(\.counts) == [[3, 4]] && monitor[0].step == 900)
    let pages = incidents(
      try read(
        #"""
        {"incidents": [{"impact": "major", "started_at": "2023-03-01T10:00:00.123Z", "resolved_at": null,
          "incident_updates": [{"affected_components": [{"name": "Feed"}, {"name": "Links"}]}]}]}
        """#))
    let page = try #require(pages.first)
    #expect(pages.count == 1 && page.start == Instant(seconds: 1_677_664_800) && page.end == nil)
    #expect(page.severity == "major" && page.parts == ["Feed", "Links"])
    let alerts = incidents(
      try read(
        #"{"alerts": [{"startsAt": "2023-03-01T10:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "labels": {"severity": "warning"}}]}"#
      ))
    #expect(alerts.map(\.end) == [nil] && alerts.map(\.severity) == ["warning"])
    let lines = incidents(
      try read(
        "{\"started_at\": \"2023-03-01T10:00:00Z\", \"resolved_at\": \"2023-03-01T11:00:00Z\", \"components\": [\"Feed\"]}\n\n{\"start\": 1677664800, \"end\": 1677664860}\n"
      ))
    #expect(lines.count == 2 && lines[0].parts == ["Feed"] && lines[1].end == Instant(seconds: 1_677_664_860))
  }

  @Test("Rows that cross the pieces in which a file is read are whole")
  func pieces() throws {
    let rows = (0..<30_000).map { "\(Instant(seconds: 1_600_000_000 + 300 * $0)),\($0 % 977)\n" }
    let found = counts(try read("time,reports\n" + rows.joined()))
    #expect(found.count == 1 && found[0].counts == (0..<30_000).map { Double($0 % 977) })
  }
}
