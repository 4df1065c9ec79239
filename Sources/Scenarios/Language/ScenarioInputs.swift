import ChurnModels
import Forecasting
import Series

/// External inputs of scenarios; the caller decides where they come from.
public struct ScenarioInputs {
  /// Reads a table of MAU (nil: the column `mau`) and raw drivers from files.
  public let table: (_ files: [String], _ mau: String?, _ drivers: [String]) throws -> MonthlyTable
  /// Reads a saved fit.
  public let fit: (_ file: String) throws -> any RecursiveFit
  /// Reads a column of numbers from a file.
  public let column: (_ name: String, _ file: String) throws -> MonthlyColumn
  /// Reads draws of what the errors of a driver have in common, as independent parts.
  public let draws: (_ file: String, _ column: String) throws -> [MonthlyColumn]

  /// Inputs by functions.
  ///
  /// - Parameters:
  ///   - table: reads a table of MAU (nil: the column `mau`) and raw drivers from files.
  ///   - fit: reads a saved fit.
  ///   - column: reads a column of numbers from a file.
  ///   - draws: reads draws of what the errors of a driver have in common.
  public init(
    table: @escaping (_ files: [String], _ mau: String?, _ drivers: [String]) throws -> MonthlyTable,
    fit: @escaping (_ file: String) throws -> any RecursiveFit,
    column: @escaping (_ name: String, _ file: String) throws -> MonthlyColumn,
    draws: @escaping (_ file: String, _ column: String) throws -> [MonthlyColumn] = { _, _ in [] }
  ) {
    self.table = table
    self.fit = fit
    self.column = column
    self.draws = draws
  }

  /// Inputs from memory.
  ///
  /// - Parameters:
  ///   - columns: monthly columns, MAU as well as drivers, by the name of their file in the scenarios.
  ///   - fits: fits by the name of their file in the scenarios.
  public init(columns: [String: [MonthlyColumn]] = [:], fits: [String: any RecursiveFit] = [:]) {
    func column(_ name: String, _ files: [String]) throws(ScenarioError) -> MonthlyColumn {
      let given = files.flatMap { columns[$0] ?? [] }
      guard let found = given.first(where: { $0.name == name }) else {
        throw .notInMemory(name: name, known: given.map(\.name))
      }
      return found
    }
    self.init(
      table: { files, mau, drivers in
        try MonthlyTable(mau: column(mau ?? "mau", files), drivers: drivers.map { try column($0, files) })
      },
      fit: { name in
        guard let fit = fits[name] else { throw ScenarioError.notInMemory(name: name, known: fits.keys.sorted()) }
        return fit
      },
      column: { name, file in try column(name, [file]) })
  }
}
