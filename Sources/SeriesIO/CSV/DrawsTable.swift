import Series

/// Draws of a monthly quantity: a CSV file with the columns `draw`, `month` and one or more quantities.
package struct DrawsTable {
  /// The months, in order.
  package let months: [Month]
  /// By draw, the value of every month.
  package let rows: [[Double]]

  /// - Parameters:
  ///   - path: the file.
  ///   - column: the quantity.
  /// - Throws: ``SeriesIOError`` for a cell that cannot be read, and for draws that have not all months.
  package init(_ path: String, column: String) throws(SeriesIOError) {
    let reader = try RecordReader(InputFile(path: path))
    func place(_ name: String) throws(SeriesIOError) -> Int {
      guard let place = reader.header.firstIndex(of: name) else {
        throw .noSuchColumn(name, files: [path], columns: reader.header)
      }
      return place
    }
    let (draw, month, quantity) = (try place("draw"), try place("month"), try place(column))
    var order: [String] = []
    var draws: [String: [Month: Double]] = [:]
    try reader.forEach(as: { $0 }) { batch, rows throws(SeriesIOError) in
      for row in rows {
        func cell(_ column: Int) -> CellPlace {
          CellPlace(file: path, line: batch.line(row), column: reader.header[column])
        }
        let (time, number) = (batch.text(row, month) ?? "", batch.text(row, quantity) ?? "")
        guard let found = Month(parsing: time) else { throw .badMonth(cell(month), value: time) }
        guard let value = Double(number), value.isFinite else { throw .badNumber(cell(quantity), value: number) }
        let name = batch.text(row, draw) ?? ""
        if draws[name] == nil { order.append(name) }
        guard draws[name]?[found] == nil else {
          throw .repeatedDraw(cell(month), draw: name, month: found)
        }
        draws[name, default: [:]][found] = value
      }
    }
    let months = Set(draws.values.flatMap(\.keys)).sorted()
    guard order.count > 1 else { throw .tooFewDraws(file: path, count: order.count) }
    self.months = months
    rows = try order.map { name throws(SeriesIOError) in
      try months.map { month throws(SeriesIOError) in
        guard let value = draws[name]?[month] else {
          throw .incompleteDraw(file: path, draw: name, month: month)
        }
        return value
      }
    }
  }
}
