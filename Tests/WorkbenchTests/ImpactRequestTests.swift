import ChurnForecast
import Foundation
import TestSupport
import Testing

/// Panels for events, from files.
@Suite("Impact requests")
struct ImpactRequestTests {
  private static let file = TestSeries.data("lookback/countries.csv")

  @Test("A panel of rows and one of columns are the same")
  func forms() throws {
    let event = Month(year: 2022, month: 11)
    var request = ImpactRequest(Self.file, treated: "US", event: event)
    let scaled = try request.panel()
    #expect(scaled.isScaled)
    for control in scaled.panel.controls {
      let (own, other) = (scaled.panel.treated[..<26].reduce(0, +), control[..<26].reduce(0, +))
      #expect(abs(other / own - 1) < 1e-12)
    }
    request.isScaled = false
    let rows = try request.panel().panel
    #expect(rows.controlNames == ["GB", "FR", "DE", "ES", "IT", "JP", "BR", "MX"])
    #expect(rows.event == 26 && rows.times.count == 36)
    let names = [rows.treatedName] + rows.controlNames
    var text = "month," + names.joined(separator: ",") + "\n"
    for (index, month) in rows.times.enumerated() {
      let values = [rows.treated[index]] + rows.controls.map { $0[index] }
      text += "\(month)," + values.map { "\($0)" }.joined(separator: ",") + "\n"
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "churn-impact-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "wide.csv").path()
    try TextFile.write(text, to: path)
    request.path = path
    #expect(try request.panel().panel == rows)
    // What else is known of the series is matched too.
    let attributes = folder.appending(path: "known.csv").path()
    try TextFile.write(
      "country,size\n" + names.enumerated().map { "\($1),\($0 * $0)\n" }.joined(), to: attributes)
    request.controls = ["FR", "DE", "JP"]
    request.from = Month(year: 2021, month: 1)
    request.predictors = attributes
    let panel = try request.panel().panel
    #expect(panel.times.count == 32 && panel.controlNames == ["FR", "DE", "JP"])
    #expect(panel.predictors == [ImpactPredictor(name: "size", treated: 0, controls: [4, 9, 36])])
  }

  @Test("Series that are not there are named")
  func errors() {
    var request = ImpactRequest(Self.file, treated: "UK", event: Month(year: 2022, month: 11))
    let known = ["US", "GB", "FR", "DE", "ES", "IT", "JP", "BR", "MX"]
    #expect(throws: ImpactError.unknownSeries("UK", known: known)) { try request.panel() }
    request.treated = "US"
    request.controls = ["FR", "CA"]
    #expect(throws: ImpactError.unknownSeries("CA", known: known)) { try request.panel() }
    #expect(
      "\(ImpactError.unknownSeries("CA", known: ["US", "GB"]))"
        == "There is no series `CA`. The data have `US` and `GB`.")
  }
}
