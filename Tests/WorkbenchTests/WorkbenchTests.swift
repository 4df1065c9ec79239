import ChurnForecast
import Foundation
import TestSupport
import Testing

@Suite("Workbench: inputs, read and made into pages")
struct WorkbenchTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "workbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path())
  }

  /// 40 months of users and a driver.
  private static let csv =
    "month,mau,x\n"
    + (0..<40).map { index in
      let month = Month(year: 2020, month: 1).advanced(by: index)
      return "\(month),\(1_000_000 + 9_000 * index + 4_000 * (index * index % 7)),\(index % 4)\n"
    }.joined()

  private let reproduction = ReportPage.Reproduction(command: "churn-forecast report", version: "1")

  @Test("Inputs are recognised by their names")
  func recognition() throws {
    #expect(WorkbenchInput(["a/fit.JSON"]) == .fit("a/fit.JSON"))
    #expect(WorkbenchInput(["plan.yml"]) == .scenario("plan.yml") && WorkbenchInput(["p.yaml"]) == .scenario("p.yaml"))
    #expect(WorkbenchInput(["data.csv"]) == .data(["data.csv"]) && WorkbenchInput(["-"]) == .data(["-"]))
    #expect(WorkbenchInput(["a.json", "b.json"]) == .data(["a.json", "b.json"]))
    #expect(WorkbenchInput([]) == .data([]))
    try withFolder { folder in
      #expect(WorkbenchInput([folder]) == .data([folder]))
      try TextFile.write("{}", to: "\(folder)/manifest.json")
      #expect(WorkbenchInput([folder]) == .batch(folder))
    }
  }

  @Test("Data are read by the columns and months asked for")
  func data() throws {
    try withFolder { folder in
      try TextFile.write(Self.csv.replacing("mau", with: "users"), to: "\(folder)/data.csv")
      var request = DataRequest(["\(folder)/data.csv"])
      let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"))])
      var remarks: [String] = []
      _ = try request.table(for: specification) { remarks.append($0.description) }
      #expect(remarks.count == 1 && remarks[0].contains("`users` is taken for monthly active users"))
      request.mau = "users"
      request.from = Month(year: 2020, month: 3)
      request.to = Month(year: 2021, month: 2)
      let table = try request.table(for: specification)
      #expect(table.mau.observedMonths.count == 12 && table.drivers.map(\.name) == ["x"])
      // A model may name the column itself.
      request.mau = nil
      let named = ModelSpecification(mauColumn: "users")
      #expect(try request.table(for: named).mau.observedMonths.first == request.from)
    }
  }

  @Test("Without a description, the model is the automatic choice")
  func models() throws {
    #expect(ModelRequest().isAutomatic && ModelRequest().model is AutomaticModel)
    let growth = ModelSpecification(baseline: .saturating)
    #expect(!ModelRequest(growth).isAutomatic && ModelRequest(growth).model is NetGrowth)
    #expect(ModelRequest(growth, isAutomatic: true).model is AutomaticModel)
    var options = Backtest.Options()
    options.months = 2
    options.every = 8
    options.includesAutomatic = false
    let table = TestSeries.table()
    #expect(try ModelRequest().backtest(table, options: options).methods.allSatisfy(\.isBenchmark))
    #expect(try ModelRequest(growth).backtest(table, options: options).methods.first == .modelExPost)
  }

  /// The draws of the calibration would take minutes; the refusal is due before them.
  @Test("A page that would take too long is refused before anything is drawn", .timeLimit(.minutes(1)))
  func longPage() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    try withFolder { folder in
      let data = root.appending(path: "data/twitter")
      let text = try TextFile.text(of: data.appending(path: "regions-joint.yaml").path)
      #expect(!text.contains("\ndraws: "))
      try TextFile.write(text + "\ndraws: 1000000\n", to: "\(folder)/long.yaml")
      let figures = try TextFile.text(of: data.appending(path: "insider-intelligence.csv").path)
      try TextFile.write(figures, to: "\(folder)/insider-intelligence.csv")
      var request = PageRequest(["\(folder)/long.yaml"])
      request.limit = .usual
      #expect(throws: WorkError.self) { try request.page(reproduction) }
    }
  }

  @Test("Pages of data, of a saved fit with future values, and of scenarios; each in HTML or Markdown")
  func pages() throws {
    try withFolder { folder in
      try TextFile.write(Self.csv, to: "\(folder)/data.csv")
      var data = PageRequest(["\(folder)/data.csv"])
      data.model = ModelRequest(ModelSpecification(drivers: [DriverSpecification(.column("x"))]))
      data.months = 3
      let page = try data.page(reproduction)
      #expect(page.title == "Forecast of mau")
      #expect(page.sections.map(\.title).contains("Backtest"))

      let fit = try data.model.model.fit(data.data.table(for: data.model.specification), benchmarks: true)
      try TextFile.write(try SavedFit.text(of: fit), to: "\(folder)/fit.json")
      try TextFile.write("month,x\n2023-05,3\n2023-06,3\n", to: "\(folder)/future.csv")
      var saved = PageRequest(["\(folder)/fit.json"])
      saved.months = 2
      saved.coverages = [0.5]
      let held = HTMLPage(try saved.page(reproduction)).text
      saved.future = FutureFile(path: "\(folder)/future.csv")
      let stated = HTMLPage(try saved.page(reproduction)).text
      #expect(held != stated && held.contains("50 % interval") && held.contains(" a month, with their uncertainty"))
      #expect(!stated.contains(" a month, with their uncertainty"))

      let scenario =
        "base: {users: 10M, month: 2022-12}\ngrowth: {perYear: 0.02}\nhorizon: 2023-06\nscenarios: {calm: {}}\n"
      try TextFile.write(scenario, to: "\(folder)/plan.yaml")
      let plan = try PageRequest(["\(folder)/plan.yaml"]).page(reproduction)
      #expect(try #require(PageFile(path: "\(folder)/plan.md")).path.hasSuffix("plan.md"))
      try PageFile(path: "\(folder)/plan.md")?.write(plan)
      try PageFile(path: "\(folder)/plan.html")?.write(plan)
      #expect(try TextFile.text(of: "\(folder)/plan.html").lowercased().hasPrefix("<!doctype html>"))
      let markdown = try TextFile.text(of: "\(folder)/plan.md")
      for drawing in try FileManager.default.contentsOfDirectory(atPath: folder) where drawing.hasSuffix(".svg") {
        #expect(markdown.contains("](\(drawing))"), "\(drawing)")
      }
      #expect(PageFile(path: "plan.pdf") == nil)
    }
  }

  @Test("Scenario files find their data next to them, and their fits must be of a model with an equation")
  func scenarioFiles() throws {
    try withFolder { folder in
      try TextFile.write(Self.csv, to: "\(folder)/data.csv")
      let text =
        "base: {data: data.csv, month: 2023-04}\ngrowth: {perYear: 0.02}\nhorizon: 2023-12\nscenarios: {a: {}}\n"
      try TextFile.write(text, to: "\(folder)/plan.yaml")
      let run = try ScenarioRequest(path: "\(folder)/plan.yaml", seed: 9).solution().run()
      #expect(run.scenarios.first?.name == "a")
      #expect(try ScenarioRequest(path: "\(folder)/plan.yaml", seed: 9).file().seed == 9)
      #expect(try ScenarioRequest(path: "\(folder)/plan.yaml").file().seed == 1)
      let table = try DataRequest(["\(folder)/data.csv"]).table(for: ModelSpecification())
      try TextFile.write(try SavedFit.text(of: AutomaticModel().fit(table)), to: "\(folder)/fit.json")
      try TextFile.write("fit: fit.json\nhorizon: 2023-12\nscenarios: {a: {}}\n", to: "\(folder)/fitted.yaml")
      let error = #expect(throws: ChurnModelError.self) {
        try ScenarioRequest(path: "\(folder)/fitted.yaml").solution()
      }
      #expect(
        error?.description
          == "\(folder)/fit.json: scenarios need a fit of net growth or of stock and flow, but this is another model.")
    }
  }
}
