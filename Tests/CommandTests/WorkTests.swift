import Foundation
import Testing

@Suite("Work that is refused before it starts")
struct WorkTests {
  private static let drivers = (0..<40).map { "x\($0)" }

  /// Runs a command in a folder with data of four hundred months and forty drivers, a model and scenarios.
  private func run(_ arguments: [String]) throws -> Program {
    try withTemporaryFolder { folder in
      let rows = (0..<400).map { index in
        let digits = Self.drivers.indices
          .map { "\((index * 7919 + index * index * ($0 + 1) + $0 * 31) % 101)" }.joined(separator: ",")
        return
          "\(1980 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1),\(100_000 + index * 7919 % 9973),\(digits)\n"
      }
      let lagged = (0..<100).map { driver in
        "  d\(driver): {transform: lag, months: 0...120, reference: 1, effect: {value: 0.001, sd: 0.0005}}\n"
      }.joined()
      let files = [
        "data.csv": "month,mau,\(Self.drivers.joined(separator: ","))\n" + rows.joined(),
        "model.yaml": "errors: auto\ndrivers:\n"
          + Self.drivers.map { "  \($0): {transform: carryover, decay: fit}\n" }.joined(),
        "plain.yaml": "drivers:\n" + Self.drivers.map { "  \($0): {}\n" }.joined(),
        "truth.yaml": "simulate: {coefficients: {baseline: 0.01}, innovation: 0.01, users: 1M, start: 2019-01}\n",
        "effects.yaml": "base: {month: 2022-12, users: 100M}\ngrowth: 0.01\nhorizon: 2024-12\ndrivers:\n" + lagged
          + "scenarios: {calm: {}, s: {d0: 2}}\n",
        "scenarios.yaml":
          "base: {month: 2022-12, users: 100M}\ngrowth: 0.01\ninnovation: 0.01\nhorizon: 2072-12\ndraws: 1000000\n"
          + "drivers: {outages: {reference: 1, effect: {value: 0.001, sd: 0.0005}}}\nscenarios:\n"
          + (0..<20).map { "  s\($0): {outages: \($0)}\n" }.joined(),
      ]
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
      return try Program(arguments, in: folder)
    }
  }

  @Test(
    "Every command but batch refuses work of more than a minute, with the estimate and the option that allows it",
    arguments: [
      ["fit", "data.csv", "--model", "model.yaml"], ["backtest", "data.csv", "--model", "model.yaml"],
      ["report", "data.csv", "--model", "model.yaml", "--out", "page.html"],
      ["report", "scenarios.yaml", "--out", "page.html"],
      ["simulate", "--model", "truth.yaml", "--months", "1200", "--count", "10000000", "--out", "out.csv"],
      ["scenario", "run", "scenarios.yaml"], ["scenario", "run", "effects.yaml"],
      ["scenario", "attribute", "effects.yaml"], ["scenario", "price", "effects.yaml"],
      ["scenario", "goal", "effects.yaml", "--keep", "90M", "--with", "d0"], ["scenario", "tornado", "effects.yaml"],
    ])
  func refused(arguments: [String]) throws {
    let run = try run(arguments)
    #expect(run.exitCode == 65 && run.standardOutput.isEmpty)
    #expect(run.standardError.hasPrefix("churn-forecast: this would take about "), "\(run.standardError)")
    #expect(run.standardError.contains(" of processor time and ") && run.standardError.contains(" GB ("))
    #expect(run.standardError.hasSuffix("or allow it with --allow-long.\n"))
  }

  @Test("What takes less is done, with and without the option")
  func allowed() throws {
    let plain = try run(["fit", "data.csv", "--model", "plain.yaml"])
    let long = try run(["fit", "data.csv", "--model", "plain.yaml", "--allow-long"])
    #expect(plain.exitCode == 0 && plain.standardOutput == long.standardOutput)
  }

  @Test(
    "Every command that may refuse has the option",
    arguments: [
      ["fit"], ["forecast"], ["backtest"], ["simulate"], ["report"], ["scenario", "run"], ["scenario", "attribute"],
      ["scenario", "price"], ["scenario", "goal"], ["scenario", "tornado"],
    ])
  func option(command: [String]) throws {
    #expect(try Program(command + ["--help"]).standardOutput.contains("--allow-long"))
  }
}
