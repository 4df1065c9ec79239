import SeriesIO

/// The output of a batch in a folder: part files of forecasts and of coefficients, failures, a manifest.
public struct BatchFolder: Sendable {
  /// The folder as named by the user, without a slash at its end.
  public let path: String
  /// The contents of `manifest.json`.
  public let manifest: Manifest
  /// Whether the batch is complete: `_SUCCESS` exists.
  public let isFinished: Bool

  /// The name of the batch: the last part of the path.
  public var name: String { path.utf8.count > 1 ? PathText.name(of: path) : path }

  /// Whether a path looks like the folder of a batch.
  public static func isOne(_ path: String) -> Bool { TextFile.exists("\(path)/\(FolderLayout.manifest)") }

  /// Opens the folder of a batch.
  ///
  /// - Parameter path: the folder.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)`` when there is no manifest,
  ///   ``SeriesIOError/notManifest(file:)`` when it belongs to something else.
  public init(path: String) throws(SeriesIOError) {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
    self.path = path
    let file = "\(path)/\(FolderLayout.manifest)"
    if TextFile.exists(file) { try Self.check(file) }
    guard let manifest = Manifest(try TextFile.text(of: file)) else { throw .notManifest(file: file) }
    self.manifest = manifest
    isFinished = TextFile.exists("\(path)/\(FolderLayout.success)")
  }

  /// Every forecast of the complete parts, in their order; memory holds one part.
  ///
  /// - Parameter body: takes a row.
  /// - Throws: ``SeriesIOError``, and what `body` throws.
  public func forEachForecast(_ body: (ForecastRow) throws -> Void) throws {
    try forEachPart(FolderLayout.forecasts(ofPart:), columns: ForecastRow.requiredColumns) { table in
      let ends = ForecastRow.widestInterval(in: table.columnNames)
      while let row = try table.next() { try body(ForecastRow(row, interval: ends)) }
    }
  }

  /// Every coefficient of the complete parts, in their order; none where there are no such files.
  ///
  /// - Parameter body: takes a row.
  /// - Throws: ``SeriesIOError``, and what `body` throws.
  public func forEachCoefficient(_ body: (CoefficientRow) throws -> Void) throws {
    try forEachPart(FolderLayout.coefficients(ofPart:), columns: CoefficientRow.requiredColumns) { table in
      while let row = try table.next() { try body(CoefficientRow(row)) }
    }
  }

  /// The failures, in their order.
  ///
  /// - Returns: nothing where there is no such file.
  /// - Throws: ``SeriesIOError`` when it is not a table of failures.
  public func failures() throws(SeriesIOError) -> [FailureRow] {
    let file = "\(path)/\(FolderLayout.failures)"
    guard TextFile.exists(file) else { return [] }
    try Self.check(file)
    let table = try TableFile(path: file, columns: FailureRow.requiredColumns)
    var rows: [FailureRow] = []
    while let row = try table.next() { rows.append(FailureRow(row)) }
    return rows
  }

  /// Refuses a pipe or a device in place of a file: reading it could wait for ever.
  private static func check(_ file: String) throws(SeriesIOError) {
    guard TextFile.isFile(file) else { throw .cannotRead(file: file, reason: "it is not a file") }
  }

  private func forEachPart(
    _ name: (Int) -> String, columns: [String], _ body: (TableFile) throws -> Void
  ) throws {
    var part = 0
    while case let file = "\(path)/\(name(part))", TextFile.exists(file) {
      try Self.check(file)
      try body(TableFile(path: file, columns: columns))
      part += 1
    }
  }
}
