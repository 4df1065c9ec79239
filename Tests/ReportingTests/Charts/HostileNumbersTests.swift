import ChurnForecast
import Testing

@Suite("Charts of any numbers")
struct HostileNumbersTests {
  private static let numbers: [Double] = [
    .nan, .infinity, -.infinity, 1e308, -1e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e300, -1e300,
    1e17,
    1e17 + 16, 1e15, 9e15 + 1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 0, -0.0, 1,
    1 + .ulpOfOne, -1, 0.5, 1e-9, 1e-300, 123_456_789,
  ]

  /// Numbers drawn from the list: a few in each round, or all alike.
  private struct Source {
    var stream: RandomStream
    var some: [Double]

    init(_ round: Int) {
      stream = RandomStream(seed: 17, index: round)
      some = []
      for _ in 0..<(1 + round % 4) { some.append(numbers[Int(stream.uniform() * Double(numbers.count))]) }
    }

    mutating func next() -> Double { some[min(some.count - 1, Int(stream.uniform() * Double(some.count)))] }
    mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
    mutating func range() -> ClosedRange<Double>? {
      let (one, other) = (next(), next())
      return one <= other ? one...other : nil
    }
  }

  private func charts(_ source: inout Source) -> [any ChartDrawing] {
    let months = (0..<5).map { Month(year: 2024, month: 1).advanced(by: $0) }
    func points() -> [LineChart.Point] { zip(months, source.list(5)).map { .init($0, $1) } }
    let unit: AxisUnit = [.users, .percent, .count, .number][Int(source.stream.uniform() * 4)]
    let ends = months.map { ($0, source.next(), source.next()) }
    let ranges = (0..<3).compactMap { _ in source.range() }
    return [
      LineChart(
        title: "t", description: "d", unit: unit,
        lines: [.init("a", points(), .path(0)), .init("b", points(), .history), .init("c", points(), .fitted)],
        bands: [.init("x", ends, path: 0)],
        marks: [.init("m", points()[0], path: 0), .init("m", points()[1], path: 1)],
        starts: [points()[0]], fromZero: source.stream.uniform() < 0.5),
      BarChart(
        title: "t", description: "d", unit: unit, kind: "k", bars: source.list(4).map { .init("b", $0) }),
      HistogramChart(
        title: "t", description: "d", unit: unit, things: "n",
        classes: (ranges + [0...1]).map { .init($0, count: 3) }),
      WaterfallChart(
        title: "t", description: "d", unit: unit, start: ("s", source.next()),
        parts: source.list(3).map { .init("p", $0, range: ranges.first) }, endLabel: "e", rangeName: "r"),
      TornadoChart(
        title: "t", description: "d", unit: unit, centre: source.next(),
        rows: (0..<4).map { _ in
          .init("r", low: source.next(), high: source.next(), lowText: "l", highText: "h")
        }),
      LevelChart(
        title: "t", description: "d", paths: ["a", "b"],
        rows: [.init("r", reference: source.next(), levels: source.list(2))]),
      BacktestChart(
        title: "t", description: "d", horizons: [6, 1, 3], lines: [("a", source.list(3).map { (3, $0) })]),
      SmallMultiples(
        title: "t", description: "d",
        lines: [Sparkline("a", source.list(3), band: ranges), Sparkline("b", source.list(1))]),
      QuantileChart(
        title: "t", description: "d", points: (0..<4).map { _ in (source.next(), source.next()) },
        sigma: source.next()),
      AutocorrelationChart(title: "t", description: "d", correlations: source.list(4), band: source.next()),
    ]
  }

  @Test("Every chart is drawn, with coordinates near the drawing and few elements", arguments: 0..<400)
  func drawn(round: Int) {
    var source = Source(round)
    for chart in charts(&source) {
      for width in [840.0, 358] {
        let drawing = chart.drawn(width: width)
        #expect(drawing.elements.utf8.count < 400_000, "\(chart)")
        for match in drawing.elements.matches(of: /\ (x|y|cx|cy|width|height|d)="([^"]*)"/) {
          let isFine = match.output.2.utf8.allSatisfy { "0123456789.-MLZ ".utf8.contains($0) }
          #expect(isFine, "\(chart): \(match.output.0)")
        }
      }
      #expect(!Tables.isWrong(chart.table), "\(chart)")
    }
  }

  /// Whether the table of a chart cannot be written.
  private enum Tables {
    static func isWrong(_ table: ResultTable) -> Bool {
      HTMLTable(table).markup.text.isEmpty || TextTable(table).text.isEmpty
        || MarkdownTable(table).markdown.text.isEmpty
    }
  }

  @Test("Ticks are few, finite and ascending, for any range and step", arguments: 0..<400)
  func ticks(round: Int) {
    var source = Source(round)
    guard let range = source.range() else { return }
    let step = source.next()
    for ticks in [NumberTicks(range, about: 5), NumberTicks(around: range, about: 5), NumberTicks(range, step: step)] {
      #expect(ticks.values.count <= 1001 && ticks.values.allSatisfy(\.isFinite), "\(range) \(step)")
      #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 <= $1 })
      for unit in [AxisUnit.users, .percent, .count, .number] {
        #expect(
          unit.labels(ticks).allSatisfy { $0.utf8.count < 40 }, "\(range) \(step): \(unit.labels(ticks).prefix(3))")
      }
    }
  }

  @Test("Numbers for people are short, whatever they are", arguments: numbers)
  func texts(value: Double) {
    let texts = [
      NumberText.significant(value), NumberText.fixed(value, 2), NumberText.percent(value, 1), NumberText.users(value),
      NumberText.signedUsers(value), NumberText.probability(value), Markup.coordinate(value),
    ]
    for text in texts { #expect(!text.isEmpty && text.unicodeScalars.count <= 24, "\(text)") }
    #expect(!NumberText.whole(value).isEmpty)
  }
}
