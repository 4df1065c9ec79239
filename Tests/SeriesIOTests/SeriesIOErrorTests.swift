import Series
import SeriesIO
import Testing

@Suite("Messages about files")
struct SeriesIOErrorTests {
  private static let place = CellPlace(file: "a.csv", line: 7, column: "x")

  @Test(
    "Messages say where, what, what was expected and what to do",
    arguments: [
      (.folderInUse("out"), "out: another run is writing into this folder. Wait for it, or choose another folder."),
      (
        .scatteredSeries(place, name: "us"),
        "a.csv:7: column `x`: \"us\" occurs again after another series; expected the rows of each series to be "
          + "adjacent. Sort the file by this column, or use --sort."
      ),
      (
        .futureOutOfOrder(place, name: "us", panel: "p.csv"),
        "a.csv:7: column `x`: \"us\" is not in p.csv, or precedes the series above it there; expected the series of "
          + "p.csv in the same order (some may be left out). Sort both files the same way."
      ),
      (
        .changedWhileRead(file: "a.csv"),
        "a.csv: the file changed while it was being read. Run again when it is complete."
      ),
      (
        .seriesTooLong(place, limit: 9),
        "a.csv:7: column `x`: the series has more than 9 bytes of rows; expected one row per month. Check the column."
      ),
      (
        .twoGroups(place, value: "west", earlier: "north"),
        "a.csv:7: column `x`: \"west\" is another group than \"north\" in the first row of the series. A series has one group."
      ),
      (.namelessSeries(place), "a.csv:7: column `x`: the name of the series is blank. Fill it in."),
      (.notUTF8(file: "a.csv"), "a.csv: this is not UTF-8 text. Save the file in UTF-8."),
      (
        .raggedRow(file: "a.csv", line: 2, cells: 1, expected: 4),
        "a.csv:2: the row has 1 cell, the header has 4. Quote cells that contain the separator, and leave blank cells in "
          + "their place."
      ),
      (
        .notManifest(file: "m.json"),
        "m.json: this is not the manifest of a batch; expected a folder written by `churn-forecast batch --out`."
      ),
      (
        .noRows(file: "a.csv", hasHeader: true), "a.csv:1: there is a header but no rows; expected one row per month."
      ),
    ] as [(SeriesIOError, String)])
  func messages(error: SeriesIOError, message: String) { #expect(error.description == message) }

  @Test("A value of more than forty characters is shortened")
  func long() {
    let forty = String(repeating: "a", count: 40)
    #expect(SeriesIOError.badNumber(Self.place, value: forty).description.contains("\"\(forty)\" is not"))
    let shortened = SeriesIOError.badNumber(Self.place, value: forty + "a").description
    #expect(shortened.contains("\"\(forty.prefix(37))…\" is not"))
  }

  @Test(
    "The advice depends on what is wrong with a number",
    arguments: [
      ("1 000", "with a decimal point and without thousands separators."), ("12,5", "with a decimal point and without"),
      ("1e101", "between 1e-100 and 1e100 in size. Change the unit"),
      ("5%", "write a fraction instead of a percentage."),
      ("nan", "Leave the cell blank if it is unknown."), ("a,b", "Leave the cell blank if it is unknown."),
    ])
  func advice(value: String, advice: String) {
    #expect(SeriesIOError.badNumber(Self.place, value: value).description.contains(advice))
  }

  @Test("Missing input, unwritable output and bad data are distinguished")
  func kinds() {
    let found: [(SeriesIOError, SeriesIOError.Kind)] = [
      (.cannotRead(file: "a", reason: ""), .inputNotFound), (.changedWhileRead(file: "a"), .inputNotFound),
      (.cannotWrite(file: "a", reason: ""), .outputNotWritable), (.folderInUse("a"), .outputNotWritable),
      (.notUTF8(file: "a"), .badData), (.notManifest(file: "a"), .badData), (.badQuotes(file: "a", line: 1), .badData),
    ]
    for (error, kind) in found { #expect(error.kind == kind, "\(error)") }
  }
}
