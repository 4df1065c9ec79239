/// Labelled rows with a common scale from left to right: the base of bar, waterfall and tornado charts.
///
/// On a narrow drawing, the labels are above their rows.
struct BarRows {
  private(set) var canvas: Canvas
  private let scale: Scale
  private let rowHeight: Double
  private let top: Double
  private let count: Int
  private let isStacked: Bool
  /// Half the thickness of a bar.
  private let half = 8.0

  init(
    labels: [String], width: Double, rowHeight: Double, domain: ClosedRange<Double>, leftRoom: Double = 0,
    rightRoom: Double = 0, legend: Legend? = nil
  ) {
    let longest = labels.map(TextExtent.width).max() ?? 0
    isStacked = longest > width * 0.3
    self.rowHeight = rowHeight + (isStacked ? 16 : 0)
    count = labels.count
    top = 4 + (legend?.height ?? 0)
    canvas = Canvas(width: width, height: top + Double(labels.count) * self.rowHeight + 4)
    legend?.draw(on: &canvas)
    let left = (isStacked ? 2 : longest + 12) + leftRoom
    scale = Scale(domain: domain, start: left, end: max(left + 30, width - rightRoom - 2))
    for (index, label) in labels.enumerated() {
      if isStacked {
        canvas.text(TextExtent.fitted(label, width - 4), 0, rowTop(index) + 9)
      } else {
        canvas.text(label, longest, middle(index), .end)
      }
    }
  }

  /// A range that includes zero.
  static func domain(_ values: [Double]) -> ClosedRange<Double> {
    let domain = Scale.domain(of: values + [0]) ?? 0...1
    return domain.lowerBound < domain.upperBound ? domain : 0...1
  }

  private func rowTop(_ row: Int) -> Double { top + Double(row) * rowHeight }

  /// The height of the middle of a bar.
  func middle(_ row: Int) -> Double { rowTop(row) + rowHeight / 2 + (isStacked ? 8 : 0) }

  /// The place of a value.
  func x(_ value: Double) -> Double { scale(value) }

  mutating func bar(_ row: Int, from: Double, to: Double, _ style: String) {
    let ends = [scale(from), scale(to)].sorted()
    canvas.rectangle(
      .init(left: ends[0], top: middle(row) - half, right: max(ends[1], ends[0] + 1), bottom: middle(row) + half),
      style)
  }

  /// Two slanted gaps near the left end of a bar that does not begin at zero.
  mutating func cut(_ row: Int) {
    let y = middle(row)
    for x in [scale.start + 10, scale.start + 16] { canvas.line(x - 3, y + half + 2, x + 3, y - half - 2, "cut") }
  }

  /// A whisker from one value to another.
  mutating func whisker(_ row: Int, _ lower: Double, _ upper: Double) {
    let y = middle(row)
    canvas.line(scale(lower), y, scale(upper), y, "whisker")
    for end in [lower, upper] { canvas.line(scale(end), y - 4, scale(end), y + 4, "whisker") }
  }

  /// A vertical line from one row to the next.
  mutating func connector(after row: Int, at value: Double) {
    canvas.line(scale(value), middle(row) + half, scale(value), middle(row + 1) - half, "guide")
  }

  mutating func text(_ text: String, _ row: Int, beside value: Double, isLeft: Bool) {
    canvas.text(text, scale(value) + (isLeft ? -5 : 5), middle(row), isLeft ? .end : .start)
  }

  mutating func values(_ text: String, _ row: Int) {
    canvas.values(text, at: .init(left: 0, top: rowTop(row), right: canvas.width, bottom: rowTop(row) + rowHeight))
  }

  /// A line through all rows at a value.
  mutating func zeroLine(at value: Double = 0) {
    for row in 0..<count {
      canvas.line(scale(value), middle(row) - half - 3, scale(value), middle(row) + half + 3, "z")
    }
  }
}
