import SeriesIO

/// What a batch has left in a folder: part files of forecasts and of coefficients, failures, a manifest.
public struct BatchFolder: Sendable {
  /// The folder as the user named it, without a slash at its end.
  public let path: String
  /// The text of `manifest.json`.
  public let manifest: String
  /// Whether the batch ended: `_SUCCESS` is there.
  public let isFinished: Bool

  /// Whether a path looks like the folder of a batch.
  public static func isOne(_ path: String) -> Bool { TextFile.exists(path + "/manifest.json") }

  /// Opens the folder of a batch.
  ///
  /// - Parameter path: the folder.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)`` when there is no manifest.
  public init(path: String) throws(SeriesIOError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    manifest = try TextFile.text(of: path + "/manifest.json")
    isFinished = TextFile.exists(path + "/_SUCCESS")
  }

  /// Every complete part of forecasts, one after another: memory holds one.
  ///
  /// - Parameter body: takes a part.
  /// - Throws: ``SeriesIOError``, and what `body` throws.
  public func forEachForecastPart(_ body: (TableFile) throws -> Void) throws {
    try forEachPart(in: path, columns: ["series", "month", "median"], body)
  }

  /// Every complete part of coefficients; none where there are no such files.
  public func forEachCoefficientPart(_ body: (TableFile) throws -> Void) throws {
    try forEachPart(in: path + "/coefficients", columns: ["series", "coefficient", "estimate"], body)
  }

  /// The failures, in their order.
  ///
  /// - Returns: nothing where there is no such file.
  /// - Throws: ``SeriesIOError`` when it is not a table of failures.
  public func failures() throws(SeriesIOError) -> [TableFile.Row] {
    let file = path + "/failures.csv"
    guard TextFile.exists(file) else { return [] }
    return try TableFile(path: file, columns: ["series", "reason"]).map { Array($0.rows) } ?? []
  }

  private func forEachPart(
    in folder: String, columns: [String], _ body: (TableFile) throws -> Void
  ) throws {
    var number = 0
    while true {
      let digits = "\(number)"
      let file = folder + "/part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".csv"
      guard TextFile.exists(file) else { return }
      if let table = try TableFile(path: file, columns: columns) { try body(table) }
      number += 1
    }
  }
}
