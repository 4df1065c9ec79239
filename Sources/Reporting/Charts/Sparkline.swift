/// A small line without axes.
public struct Sparkline: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its values, at equal distances.
  public let values: [Double]
  /// The widest interval, if any: a lower and an upper end per value.
  public let band: [ClosedRange<Double>]
  /// The values before them, at the same distances; nil where there is none.
  public let history: [Double?]

  /// A small line.
  public init(_ name: String, _ values: [Double], band: [ClosedRange<Double>] = [], history: [Double?] = []) {
    self.name = name
    self.values = values
    self.band = band
    self.history = history
  }

  /// Draws it into a box.
  func draw(on canvas: inout Canvas, in box: Canvas.Box) {
    let reach = values + band.flatMap { [$0.lowerBound, $0.upperBound] } + history.compactMap { $0 }
    let x = Scale(
      domain: Double(-history.count)...Double(max(1, values.count - 1)), start: box.left + 2, end: box.right - 4)
    let y = Scale(domain: Scale.domain(of: reach) ?? 0...1, start: box.bottom - 3, end: box.top + 3)
    let past = history.enumerated().compactMap { index, value in
      value.map { (x: x(Double(index - history.count)), y: y($0)) }
    }
    canvas.polyline(past, "l thin history")
    canvas.area(
      band.enumerated().map { (x(Double($0)), y($1.upperBound)) },
      band.enumerated().map { (x(Double($0)), y($1.lowerBound)) }, "band f1")
    canvas.polyline(past.suffix(1) + values.enumerated().map { (x(Double($0)), y($1)) }, "l thin s1")
    if let last = values.last { canvas.circle(x(Double(values.count - 1)), y(last), 2, "f1") }
  }
}
