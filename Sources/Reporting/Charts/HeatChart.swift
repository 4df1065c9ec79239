/// A triangle of shares as a heat map: a row for each cohort, a column for each age.
public struct HeatChart: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What a row is.
  public let kind: String
  /// Names of the rows.
  public let rows: [String]
  /// The shares of each row from age 0 on.
  public let shares: [[Double]]

  /// A heat map.
  public init(title: String, description: String, kind: String, rows: [String], shares: [[Double]]) {
    self.title = title
    self.description = description
    self.kind = kind
    self.rows = rows
    self.shares = shares
  }

  private var columns: Int { shares.map(\.count).max() ?? 0 }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let (columns, height) = (max(1, columns), 20.0)
    let left = min(width * 0.3, (rows.map(TextExtent.width).max() ?? 0) + 10)
    let cell = (width - left) / Double(columns)
    var canvas = Canvas(width: width, height: Double(rows.count + 1) * height + 6)
    let widest = shares.joined().map { TextExtent.width(NumberText.percent($0)) }.max() ?? 0
    // Cannot trap: a width of text over that of a cell, which is above 0.
    let every = max(1, Int((TextExtent.width("\(columns)") + 6) / cell) + 1)
    for age in stride(from: 0, to: columns, by: every) {
      canvas.text("\(age)", left + (Double(age) + 0.5) * cell, 9, .middle, "t m")
    }
    for (row, name) in rows.enumerated() {
      let top = Double(row + 1) * height
      canvas.text(TextExtent.fitted(name, left - 8), left - 6, top + height / 2, .end, "t m")
      for (age, share) in shares[row].enumerated() {
        let box = Canvas.Box(
          left: left + Double(age) * cell + 0.5, top: top + 0.5, right: left + Double(age + 1) * cell - 0.5,
          bottom: top + height - 0.5)
        canvas.rectangle(box, ChartStyle.shade(share))
        if widest + 4 < cell {
          canvas.text(NumberText.percent(share), (box.left + box.right) / 2, top + height / 2, .middle, "t halo")
        }
        canvas.values(["\(name), age \(age)", NumberText.percent(share, 1)], keys: ["", ""], at: box)
      }
    }
    return Drawing(canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    let columns = columns
    return ResultTable(
      caption: title,
      columns: [ResultColumn(kind)] + (0..<columns).map { ResultColumn("\($0)", isNumeric: true) },
      rows: zip(rows, shares).map { name, row in
        [ResultCell(name)] + (0..<columns).map { $0 < row.count ? .percent(row[$0], 1) : .missing() }
      })
  }
}
