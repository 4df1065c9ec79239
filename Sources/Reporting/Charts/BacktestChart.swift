/// Errors of several methods by horizon.
public struct BacktestChart: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// The horizons in months, ascending.
  public let horizons: [Int]
  /// The methods with their errors, in users, by horizon.
  public let lines: [(name: String, errors: [(horizon: Int, error: Double)])]

  /// A chart of errors.
  public init(
    title: String, description: String, horizons: [Int],
    lines: [(name: String, errors: [(horizon: Int, error: Double)])]
  ) {
    self.title = title
    self.description = description
    self.horizons = horizons
    self.lines = lines
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let legend = Legend(
      lines.enumerated().map { .init(name: $1.name, style: ChartStyle.line($0), isArea: false) }, width: width)
    let most = Scale.domain(of: lines.flatMap(\.errors).map(\.error))?.upperBound ?? 1
    let last = Double(horizons.max() ?? 1)
    var margins = Plot.Margins()
    margins.top += legend.height
    margins.bottom = 44
    var plot = Plot(
      width: width, height: max(200, width * 0.36) + legend.height,
      horizontal: min(Double(horizons.min() ?? 0), last - 1)...last, vertical: 0...max(most, 1e-9), unit: .users,
      margins: margins)
    legend.draw(on: &plot.canvas)
    for (index, line) in lines.enumerated() {
      let points = line.errors.filter(\.error.isFinite).map { (x: plot.x(Double($0.horizon)), y: plot.y($0.error)) }
      plot.canvas.polyline(points, ChartStyle.line(index))
      if points.count <= 12 {
        for point in points { plot.canvas.circle(point.x, point.y, 2.5, ChartStyle.fill(index)) }
      }
    }
    plot.numberAxis(unit: .number, title: "months ahead", step: monthStep)
    let half = plot.frame.width / Double(max(2, horizons.count)) / 2
    for horizon in horizons {
      let x = plot.x(Double(horizon))
      let texts = lines.compactMap { line in
        line.errors.first { $0.horizon == horizon }.map { "\(line.name): \(NumberText.users($0.error))" }
      }
      plot.canvas.values(
        "\(horizon) months ahead\n" + texts.joined(separator: "\n"),
        at: .init(left: x - half, top: plot.frame.top, right: x + half, bottom: plot.frame.bottom))
    }
    return Drawing(plot.canvas)
  }

  /// Three months, a year or several: at most 12 ticks.
  private var monthStep: Double {
    let reach = Double(horizons.max() ?? 1) - Double(horizons.min() ?? 0)
    return [1, 3, 6, 12, 24, 60].first { reach / $0 < 12 } ?? 120
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [ResultColumn("months ahead")] + lines.map { ResultColumn($0.name, isNumeric: true) },
      rows: horizons.map { horizon in
        [ResultCell("\(horizon)")]
          + lines.map { line in
            line.errors.first { $0.horizon == horizon }.map {
              .number($0.error, .amount)
            } ?? .missing()
          }
      })
  }
}
