import Series

extension LineChart {
  private var months: ClosedRange<Month> {
    let all =
      lines.flatMap { $0.points.map(\.month) } + bands.flatMap { $0.ends.map(\.month) } + marks.map(\.point.month)
      + starts.map(\.month)
    let first = all.min() ?? Month(year: 2000, month: 1)
    return first...max(all.max() ?? first, first.advanced(by: 1))
  }

  private var values: ClosedRange<Double> {
    let all =
      lines.flatMap { $0.points.map(\.value) } + bands.flatMap { $0.ends.flatMap { [$0.lower, $0.upper] } }
      + marks.map(\.point.value) + starts.map(\.value) + (fromZero ? [0] : [])
    guard let range = Scale.domain(of: all) else { return 0...1 }
    let (least, most) = (range.lowerBound, range.upperBound)
    return least < most ? range : (least - abs(least) * 0.05 - 1e-9)...(most + abs(most) * 0.05 + 1e-9)
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let names = lines.map { TextExtent.fitted($0.name, width * 0.24) }
    // Labels next to the lines where there is room, otherwise above.
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
    for (index, band) in bands.enumerated() {
      let first = start(of: band.path, on: plot)
      let upper = first + band.ends.map { (plot.x($0.month), plot.y($0.upper)) }
      let lower = first + band.ends.map { (plot.x($0.month), plot.y($0.lower)) }
      if index < Self.mostBands {
        plot.canvas.area(upper, lower, "band \(ChartStyle.fill(band.path))")
      } else {
        for end in [upper, lower] {
          plot.canvas.polyline(end, "l thin dash s\(band.path % ChartStyle.colourCount + 1)")
        }
      }
    }
    for line in lines {
      let points = line.points.filter(\.value.isFinite).map { (x: plot.x($0.month), y: plot.y($0.value)) }
      let all = (line.path.map { start(of: $0, on: plot) } ?? []) + points
      plot.canvas.polyline(line.isStepped ? Self.steps(all) : all, line.style)
      let isSparse = line.role == .history && Double(points.count) * 8 < plot.frame.width
      if isSparse || points.count == 1 {
        for point in points { plot.canvas.circle(point.x, point.y, 2.2, line.role == .history ? "n" : line.fill) }
      }
    }
  }

  /// More bands than these would hide each other; the others are drawn by their ends.
  private static let mostBands = 3

  /// Where a path starts; nothing where it starts at its first month.
  private func start(of path: Int, on plot: Plot) -> [(x: Double, y: Double)] {
    guard let start = starts.indices.contains(path) ? starts[path] : starts.last else { return [] }
    return [(plot.x(start.month), plot.y(start.value))]
  }

  /// A line that changes halfway between two points.
  private static func steps(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard let first = points.first else { return [] }
    return zip(points, points.dropFirst()).reduce(into: [first]) { line, pair in
      let middle = (pair.0.x + pair.1.x) / 2
      line += [(middle, pair.0.y), (middle, pair.1.y), pair.1]
    }
  }

  /// The names next to the ends of the lines, with a tick in the line's colour.
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
    let obstacles = lines.flatMap { line in
      Canvas.boxes(
        along: (line.path.map { start(of: $0, on: plot) } ?? [])
          + line.points.map { (plot.x($0.month), plot.y($0.value)) })
    }
    // The names of the lines are to the right of the frame.
    let bounds = Canvas.Box(left: plot.frame.left - 5, top: 0, right: plot.frame.right + 5, bottom: plot.frame.bottom)
    for mark in marks {
      let (x, y) = (plot.x(mark.point.month), plot.y(mark.point.value))
      let near = [15.0, -15, 24, -24, 34, -34].flatMap { shift in
        [(x, y - shift, Canvas.Anchor.middle), (x + 4, y - shift, .end), (x - 4, y - shift, .start)]
      }
      plot.canvas.text(unit.text(mark.point.value), anyOf: near, within: bounds, avoiding: obstacles)
    }
  }

  /// One hover area per month with all its values.
  private func drawValues(on plot: inout Plot) {
    let rows = rows
    for (index, row) in rows.enumerated() {
      let centre = plot.x(row.month)
      let left = index > 0 ? (plot.x(rows[index - 1].month) + centre) / 2 : centre - 6
      let right = index + 1 < rows.count ? (plot.x(rows[index + 1].month) + centre) / 2 : centre + 6
      let box = Canvas.Box(left: left, top: plot.frame.top, right: right, bottom: plot.frame.bottom)
      let values = zip(zip(headers, keys), row.values).compactMap { column, value in
        value.map { (text: "\(column.0): \(unit.text($0))", key: column.1, value: $0) }
      }.sorted { $0.value > $1.value }
      plot.canvas.values(
        ["\(row.month)"] + values.map(\.text), keys: [""] + values.map(\.key), at: box)
    }
  }
}

extension LineChart.Line {
  var style: String {
    switch role {
    case .history: "l history"
    case .fitted: "l fitted s2"
    case .path(let index), .steps(let index): ChartStyle.line(index)
    }
  }

  /// The number of the path; nil for what is observed.
  var path: Int? {
    switch role {
    case .path(let index), .steps(let index): index
    case .history, .fitted: nil
    }
  }

  var isStepped: Bool { if case .steps = role { true } else { false } }
  var fill: String { path.map(ChartStyle.fill) ?? "n" }

  /// The class of its sign in a list of values.
  var key: String {
    switch role {
    case .history: "kn"
    case .fitted: "k2"
    case .path(let index), .steps(let index): ChartStyle.key(index)
    }
  }
}
