import ChurnForecast
import Foundation
import Testing

@Suite("The data of the project")
struct DataFilesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data")
    .standardized

  private static func files(_ ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path())?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted()
  }

  @Test("Every table can be read to its end", arguments: files(".csv"))
  func tables(_ name: String) throws {
    let path = Self.folder.appending(path: name).path()
    var rows = 0
    do {
      let table = try TableFile(path: path, columns: [])
      while try table.next() != nil { rows += 1 }
    } catch {
      // A table of months may have titles above it.
      rows = try Inspection([path]).files[0].rows
    }
    #expect(rows > 0)
  }

  @Test("Every scenario and model file can be read", arguments: files(".yaml"))
  func specifications(_ name: String) throws {
    let text = try TextFile.text(of: Self.folder.appending(path: name).path())
    if text.contains("\nscenarios:") {
      #expect(!(try ScenarioFile(file: name, text: text)).scenarios.isEmpty)
    } else if text.contains("\nsimulate:") {
      _ = try SeriesSimulation(file: name, text: text, months: 24)
    } else {
      #expect(!(try ModelSpecification(file: name, text: text)).drivers.isEmpty)
    }
  }

  @Test("There are such files")
  func some() { #expect(Self.files(".csv").count >= 6 && Self.files(".yaml").count >= 6) }
}
