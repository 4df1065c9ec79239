import Series
import SeriesIO

extension SignalWeights {
  /// The shares of countries among all users, from a CSV file with the columns `country` and `users`.
  ///
  /// - Parameter path: the file.
  /// - Returns: shares that add up to 1.
  /// - Throws: ``SignalError``.
  public static func countries(of path: String) throws(SignalError) -> [String: Double] {
    let reader = try SignalError.wrap { () throws(SeriesIOError) in try RecordReader(InputFile(path: path)) }
    guard let country = reader.header.firstIndex(of: "country"), let users = reader.header.firstIndex(of: "users")
    else {
      let missing = reader.header.contains("country") ? "users" : "country"
      throw .file(.noSuchColumn(missing, files: [path], columns: reader.header))
    }
    var shares: [String: Double] = [:]
    try reader.forEach(as: SignalError.file) { batch, rows throws(SignalError) in
      for row in rows {
        let name = batch.text(row, country) ?? ""
        let value = batch.text(row, users) ?? ""
        guard let number = Double(value), number >= 0, number.isFinite else {
          throw .badCount(CellPlace(file: path, line: batch.line(row), column: "users"), value: value)
        }
        shares[name, default: 0] += number
      }
    }
    let total = shares.values.reduce(0, +)
    guard total > 0 else { throw .noRows(file: path) }
    return shares.mapValues { $0 / total }
  }
}
