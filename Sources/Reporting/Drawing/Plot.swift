import Series

/// A canvas with a frame and two axes, shared by all charts with coordinates.
struct Plot {
  var canvas: Canvas
  /// The area in which data are drawn.
  let frame: Canvas.Box
  let x: Scale
  let y: Scale

  /// The margins around the frame.
  struct Margins {
    var left = 0.0
    var top = 8.0
    var right = 12.0
    var bottom = 28.0
  }

  /// A plot with an axis of numbers from bottom to top, whose labels widen the margin, and any scale from left to
  /// right.
  ///
  /// - Parameters:
  ///   - width: of the whole drawing.
  ///   - height: of the whole drawing.
  ///   - horizontal: the numbers from left to right.
  ///   - vertical: the numbers from bottom to top, widened to round ones.
  ///   - unit: what the numbers from bottom to top are.
  ///   - margins: the margins; on the left, the width of the axis labels is added.
  init(
    width: Double, height: Double, horizontal: ClosedRange<Double>, vertical: ClosedRange<Double>, unit: AxisUnit,
    margins: Margins = Margins()
  ) {
    canvas = Canvas(width: width, height: height)
    // Cannot trap: heights of drawings are written in the program.
    let about = max(2, Int(height / 55))
    let ticks = NumberTicks(around: vertical, about: about, least: unit == .count ? 1 : 0)
    let labels = unit.labels(ticks)
    let left = margins.left + 8 + (labels.map(TextExtent.width).max() ?? 0)
    frame = Canvas.Box(
      left: left, top: margins.top + 4, right: max(left + 40, width - margins.right), bottom: height - margins.bottom)
    x = Scale(domain: horizontal, start: frame.left, end: frame.right)
    y = Scale(domain: (ticks.values.first ?? 0)...(ticks.values.last ?? 1), start: frame.bottom, end: frame.top)
    for (value, label) in zip(ticks.values, labels) {
      canvas.line(frame.left, y(value), frame.right, y(value), value == 0 ? "z" : "g")
      canvas.text(label, frame.left - 6, y(value), .end, "t m")
    }
  }

  /// The place of a month.
  func x(_ month: Month) -> Double { x(Double(month.ordinal)) }

  /// Ticks and labels of months below the frame.
  mutating func monthAxis(_ months: ClosedRange<Month>) {
    canvas.line(frame.left, frame.bottom, frame.right, frame.bottom, "a")
    for tick in MonthTicks(months, width: frame.width).ticks {
      let place = x(tick.month)
      canvas.line(place, frame.bottom, place, frame.bottom + 4, "a")
      let half = TextExtent.width(tick.label) / 2
      guard place + half <= canvas.width, place - half >= 0 else { continue }
      canvas.text(tick.label, place, frame.bottom + 17, .middle, "t m")
    }
  }

  /// Ticks and labels of numbers below the frame.
  ///
  /// - Parameters:
  ///   - unit: what the numbers are.
  ///   - title: the text below the labels.
  ///   - step: the distance between ticks; nil for one that suits the width.
  mutating func numberAxis(unit: AxisUnit, title: String = "", step: Double? = nil) {
    canvas.line(frame.left, frame.bottom, frame.right, frame.bottom, "a")
    let ticks =
      // Cannot trap: a width between 40 and that of the drawing.
      step.map { NumberTicks(x.domain, step: $0) } ?? NumberTicks(x.domain, about: max(2, Int(frame.width / 90)))
    for (value, label) in zip(ticks.values, unit.labels(ticks)) {
      canvas.line(x(value), frame.bottom, x(value), frame.bottom + 4, "a")
      let half = TextExtent.width(label) / 2
      let place = min(max(x(value), half), canvas.width - half)
      canvas.text(label, place, frame.bottom + 17, .middle, "t m")
    }
    if !title.isEmpty {
      canvas.text(
        TextExtent.fitted(title, frame.width), (frame.left + frame.right) / 2, frame.bottom + 33, .middle, "t m")
    }
  }
}
