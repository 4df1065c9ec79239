/// A small line without axes.
public struct Sparkline: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its values, at equal distances.
  public let values: [Double]
  /// The widest interval, if any: a lower and an upper end per value.
  public let band: [ClosedRange<Double>]

  /// A small line.
  public init(_ name: String, _ values: [Double], band: [ClosedRange<Double>] = []) {
    self.name = name
    self.values = values
    self.band = band
  }

  /// Draws it into a box.
  func draw(on canvas: inout Canvas, in box: Canvas.Box) {
    let reach = (values + band.flatMap { [$0.lowerBound, $0.upperBound] }).filter(\.isFinite)
    let least = reach.min() ?? 0
    let most = reach.max() ?? 1
    let x = Scale(domain: 0...Double(max(1, values.count - 1)), start: box.left + 2, end: box.right - 4)
    let y = Scale(domain: least...max(least, most), start: box.bottom - 3, end: box.top + 3)
    canvas.area(
      band.enumerated().map { (x(Double($0)), y($1.upperBound)) },
      band.enumerated().map { (x(Double($0)), y($1.lowerBound)) }, "band f1")
    canvas.polyline(values.enumerated().map { (x(Double($0)), y($1)) }, "l thin s1")
    if let last = values.last { canvas.circle(x(Double(values.count - 1)), y(last), 2, "f1") }
  }
}
