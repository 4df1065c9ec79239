import Series

/// Lines over months, with bands of intervals and published figures as labelled points.
public struct LineChart: ChartDrawing {
  /// A value of a month.
  public struct Point: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The value.
    public let value: Double
    /// A point.
    public init(_ month: Month, _ value: Double) {
      self.month = month
      self.value = value
    }
  }

  /// A named line.
  public struct Line: Sendable, Equatable {
    /// What a line stands for decides how it is drawn.
    public enum Role: Sendable, Equatable {
      /// What was observed: dark, with a dot a figure where they are few.
      case history
      /// Beside the history: thin and dashed.
      case fitted
      /// What may come, or one of several; colours follow the number.
      case path(Int)
    }

    /// Its name.
    public let name: String
    /// Its points, ascending.
    public let points: [Point]
    /// What it stands for.
    public let role: Role

    /// A line.
    public init(_ name: String, _ points: [Point], _ role: Role) {
      self.name = name
      self.points = points
      self.role = role
    }

    fileprivate var style: String {
      switch role {
      case .history: "l history"
      case .fitted: "l thin dash s3"
      case .path(let index): ChartStyle.line(index)
      }
    }
  }

  /// An interval by month, around the path of the same number.
  public struct Band: Sendable, Equatable {
    /// What it is, such as "80 %".
    public let name: String
    /// Months with lower and upper end, ascending.
    public let ends: [(month: Month, lower: Double, upper: Double)]
    /// The number of the path it belongs to.
    public let path: Int

    /// A band.
    public init(_ name: String, _ ends: [(month: Month, lower: Double, upper: Double)], path: Int) {
      self.name = name
      self.ends = ends
      self.path = path
    }

    /// Whether two bands agree.
    public static func == (left: Band, right: Band) -> Bool {
      left.name == right.name && left.path == right.path && left.ends.elementsEqual(right.ends, by: ==)
    }
  }

  /// A published figure.
  public struct Mark: Sendable, Equatable {
    /// What it is, for the table.
    public let name: String
    /// Where it stands.
    public let point: Point
    /// The number of the path it belongs to.
    public let path: Int

    /// A mark.
    public init(_ name: String, _ point: Point, path: Int) {
      self.name = name
      self.point = point
      self.path = path
    }
  }

  /// What it shows.
  public let title: String
  /// What is to be seen.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The lines; those that come later lie above.
  public let lines: [Line]
  /// The bands, behind the lines.
  public let bands: [Band]
  /// The published figures, in front.
  public let marks: [Mark]
  /// Where paths and bands begin: drawn, but no value of theirs; nil for their first months.
  public let start: Point?
  /// Whether zero belongs to the axis.
  public let fromZero: Bool
  /// Height over width at full size.
  public let aspect: Double

  /// A chart of lines.
  public init(
    title: String, description: String, unit: AxisUnit, lines: [Line], bands: [Band] = [], marks: [Mark] = [],
    start: Point? = nil, fromZero: Bool = false, aspect: Double = 0.45
  ) {
    self.title = title
    self.description = description
    self.unit = unit
    self.lines = lines.filter { !$0.points.isEmpty }
    self.bands = bands
    self.marks = marks
    self.start = start
    self.fromZero = fromZero
    self.aspect = aspect
  }

  private var months: ClosedRange<Month> {
    let all =
      lines.flatMap { $0.points.map(\.month) } + bands.flatMap { $0.ends.map(\.month) } + marks.map(\.point.month)
      + [start?.month].compactMap { $0 }
    let first = all.min() ?? Month(year: 2000, month: 1)
    return first...max(all.max() ?? first, first.advanced(by: 1))
  }

  private var values: ClosedRange<Double> {
    let all =
      lines.flatMap { $0.points.map(\.value) } + bands.flatMap { $0.ends.flatMap { [$0.lower, $0.upper] } }
      + marks.map(\.point.value) + [start?.value].compactMap { $0 } + (fromZero ? [0] : [])
    let finite = all.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return 0...1 }
    return least < most ? least...most : (least - abs(least) * 0.05 - 1e-9)...(most + abs(most) * 0.05 + 1e-9)
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let names = lines.map { TextExtent.fitted($0.name, width * 0.24) }
    // Labels beside the lines where there is room, otherwise above.
    let isWide = width >= 560
    let beside = isWide && lines.count > 1
    let legend = Legend(
      beside ? [] : lines.count > 1 ? lines.map { .init(name: $0.name, style: $0.style, isArea: false) } : [],
      width: width)
    let height = max(width * aspect, isWide ? 150 : 210) + legend.height
    var margins = Plot.Margins()
    margins.top += legend.height
    if beside { margins.right = 26 + (names.map(TextExtent.width).max() ?? 0) }
    let months = months
    var plot = Plot(
      width: width, height: height,
      horizontal: Double(months.lowerBound.ordinal)...Double(months.upperBound.ordinal), vertical: values, unit: unit,
      margins: margins)
    legend.draw(on: &plot.canvas)
    plot.monthAxis(months)
    draw(on: &plot)
    if beside { drawNames(names, on: &plot) }
    drawMarks(on: &plot)
    drawValues(on: &plot)
    return Drawing(plot.canvas)
  }

  private func draw(on plot: inout Plot) {
    let first = start.map { [(x: plot.x($0.month), y: plot.y($0.value))] } ?? []
    for band in bands {
      plot.canvas.area(
        first + band.ends.map { (plot.x($0.month), plot.y($0.upper)) },
        first + band.ends.map { (plot.x($0.month), plot.y($0.lower)) },
        "band \(ChartStyle.fill(band.path))")
    }
    for line in lines {
      let points = line.points.filter(\.value.isFinite).map { (x: plot.x($0.month), y: plot.y($0.value)) }
      plot.canvas.polyline((line.isPath ? first : []) + points, line.style)
      let isSparse = line.role == .history && Double(points.count) * 8 < plot.frame.width
      if isSparse || points.count == 1 {
        for point in points { plot.canvas.circle(point.x, point.y, 2.2, line.role == .history ? "n" : line.fill) }
      }
    }
  }

  /// The names beside the ends of the lines, with a tick in the line's colour.
  private func drawNames(_ names: [String], on plot: inout Plot) {
    let ends = lines.map { line in line.points.last.map { (plot.x($0.month), plot.y($0.value)) } ?? (0, 0) }
    let places = LabelColumn.spread(
      ends.map(\.1), gap: TextExtent.line, within: plot.frame.top...plot.frame.bottom)
    for (index, line) in lines.enumerated() {
      let left = plot.frame.right + 6
      plot.canvas.line(left, places[index], left + 10, places[index], line.style)
      plot.canvas.text(names[index], left + 15, places[index])
    }
  }

  private func drawMarks(on plot: inout Plot) {
    for mark in marks {
      let (x, y) = (plot.x(mark.point.month), plot.y(mark.point.value))
      plot.canvas.circle(x, y, 4.5, "ring s\(mark.path % ChartStyle.colourCount + 1)")
      plot.canvas.reserve(.init(left: x - 5, top: y - 5, right: x + 5, bottom: y + 5))
    }
    let first = start.map { [(x: plot.x($0.month), y: plot.y($0.value))] } ?? []
    let obstacles = lines.flatMap { line in
      Canvas.boxes(along: (line.isPath ? first : []) + line.points.map { (plot.x($0.month), plot.y($0.value)) })
    }
    // Right of the frame stand the names of the lines.
    let bounds = Canvas.Box(left: plot.frame.left - 5, top: 0, right: plot.frame.right + 5, bottom: plot.frame.bottom)
    for mark in marks {
      let (x, y) = (plot.x(mark.point.month), plot.y(mark.point.value))
      let near = [15.0, -15, 24, -24, 34, -34].flatMap { shift in
        [(x, y - shift, Canvas.Anchor.middle), (x + 4, y - shift, .end), (x - 4, y - shift, .start)]
      }
      plot.canvas.text(unit.text(mark.point.value), anyOf: near, within: bounds, avoiding: obstacles)
    }
  }

  /// One place a month with all its values.
  private func drawValues(on plot: inout Plot) {
    let rows = rows
    for (index, row) in rows.enumerated() {
      let centre = plot.x(row.month)
      let left = index > 0 ? (plot.x(rows[index - 1].month) + centre) / 2 : centre - 6
      let right = index + 1 < rows.count ? (plot.x(rows[index + 1].month) + centre) / 2 : centre + 6
      let box = Canvas.Box(left: left, top: plot.frame.top, right: right, bottom: plot.frame.bottom)
      let texts = zip(headers, row.values).compactMap { name, value in value.map { "\(name): \(unit.text($0))" } }
      plot.canvas.values("\(row.month)\n" + texts.joined(separator: "\n"), at: box)
    }
  }
}

extension LineChart.Line {
  fileprivate var isPath: Bool { if case .path = role { true } else { false } }
  fileprivate var fill: String { if case .path(let index) = role { ChartStyle.fill(index) } else { "n" } }
}

extension LineChart {
  /// The names of the columns behind the month.
  private var headers: [String] {
    var seen: Set<String> = []
    return lines.map(\.name) + bands.flatMap { ["\($0.name), lower", "\($0.name), upper"] }
      + marks.map(\.name).filter { seen.insert($0).inserted }
  }

  /// A row a month with any value.
  private var rows: [(month: Month, values: [Double?])] {
    var columns: [[Month: Double]] = lines.map { line in
      Dictionary(line.points.map { ($0.month, $0.value) }, uniquingKeysWith: { $1 })
    }
    for band in bands {
      columns.append(Dictionary(band.ends.map { ($0.month, $0.lower) }, uniquingKeysWith: { $1 }))
      columns.append(Dictionary(band.ends.map { ($0.month, $0.upper) }, uniquingKeysWith: { $1 }))
    }
    for name in headers.dropFirst(columns.count) {
      let figures = marks.filter { $0.name == name }.map { ($0.point.month, $0.point.value) }
      columns.append(Dictionary(figures, uniquingKeysWith: { $1 }))
    }
    let months = columns.reduce(into: Set<Month>()) { $0.formUnion($1.keys) }
    return months.sorted().map { month in (month, columns.map { $0[month] }) }
  }

  /// The numbers behind it.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn("month")] + headers.map { ResultColumn($0, isNumeric: true) },
      rows: rows.map { row in [ResultCell("\(row.month)")] + row.values.map(unit.cell) })
  }
}
