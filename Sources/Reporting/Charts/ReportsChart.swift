import Series
import Signals

/// Counts of reports over time, with what is usual and the outages found.
public struct ReportsChart: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  private let reports: ReportCounts
  private let usual: [Double]
  private let outages: [CountOutage]
  private let zone: ClockZone

  /// A chart of counts.
  ///
  /// - Parameters:
  ///   - reports: the counts.
  ///   - detector: what was found in them.
  ///   - zone: the zone of months and days.
  public init(_ reports: ReportCounts, _ detector: OutageDetector, zone: ClockZone) {
    self.reports = reports
    self.zone = zone
    usual = detector.usual
    outages = detector.outages
    let names = [reports.country, reports.part].compactMap { $0 }
    title = "Reports" + (names.isEmpty ? "" : ": " + names.joined(separator: ", "))
    description =
      "The largest count of reports in each stretch, what is usual, and outages as stretches in colour."
  }

  /// What runs from bottom to top.
  public var axis: String? { "reports in a step of \(reports.step / 60) minutes" }

  /// A stretch of steps that is drawn as one.
  private struct Stretch {
    let steps: Range<Int>
    let most: Double
    let usual: Double
    let isOutage: Bool
  }

  private func stretches(_ count: Int) -> [Stretch] {
    let size = max(1, (reports.counts.count + count - 1) / count)
    return stride(from: 0, to: reports.counts.count, by: size).map { first in
      let steps = first..<min(first + size, reports.counts.count)
      let means = steps.map { usual[$0] }
      return Stretch(
        steps: steps, most: steps.map { reports.counts[$0] }.filter { !$0.isNaN }.max() ?? .nan,
        usual: means.reduce(0, +) / Double(means.count),
        isOutage: outages.contains { $0.first < steps.upperBound && $0.last >= steps.lowerBound })
    }
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let legend = Legend(
      [
        .init(name: "reports", style: "l history", isArea: false), .init(name: "usual", style: "l s1", isArea: false),
        .init(name: "outage", style: "f2", isArea: true),
      ], width: width)
    var margins = Plot.Margins()
    margins.top += legend.height
    // Cannot trap: widths of drawings are written in the program.
    let stretches = stretches(max(50, Int(width / 2)))
    let most = stretches.flatMap { [$0.most, $0.usual] }.filter(\.isFinite).max() ?? 1
    var plot = Plot(
      width: width, height: max(170, width * 0.26) + legend.height, horizontal: 0...Double(reports.counts.count),
      vertical: 0...max(most, 1), unit: .count, margins: margins)
    legend.draw(on: &plot.canvas)
    for stretch in stretches where stretch.isOutage {
      let (left, right) = (plot.x(Double(stretch.steps.lowerBound)), plot.x(Double(stretch.steps.upperBound)))
      plot.canvas.rectangle(
        .init(left: left, top: plot.frame.top, right: max(right, left + 1.5), bottom: plot.frame.bottom), "f2 soft")
    }
    func points(_ value: (Stretch) -> Double) -> [[(x: Double, y: Double)]] {
      var parts: [[(x: Double, y: Double)]] = [[]]
      for stretch in stretches {
        let middle = Double(stretch.steps.lowerBound + stretch.steps.upperBound) / 2
        if value(stretch).isNaN {
          parts.append([])
        } else {
          parts[parts.count - 1].append((plot.x(middle), plot.y(value(stretch))))
        }
      }
      return parts.filter { $0.count > 1 }
    }
    for part in points(\.most) { plot.canvas.polyline(part, "l history thin") }
    for part in points(\.usual) { plot.canvas.polyline(part, "l s1 thin") }
    timeAxis(&plot)
    for outage in outages { label(outage, &plot) }
    return Drawing(plot.canvas)
  }

  /// What is shown when the pointer is over an outage.
  private func label(_ outage: CountOutage, _ plot: inout Plot) {
    let start = Instant(seconds: reports.time(outage.first))
    let text =
      "\(zone.clock(start))\npeak: \(NumberText.grouped(outage.peak)) reports, usual in all \(NumberText.significant(outage.usual, 2))"
    let (left, right) = (plot.x(Double(outage.first)), plot.x(Double(outage.last + 1)))
    plot.canvas.values(
      text,
      at: .init(left: left - 3, top: plot.frame.top, right: max(right, left) + 3, bottom: plot.frame.bottom))
  }

  /// Beginnings of months, or of days where the counts cover fewer than three months.
  private func timeAxis(_ plot: inout Plot) {
    plot.canvas.line(plot.frame.left, plot.frame.bottom, plot.frame.right, plot.frame.bottom, "a")
    let (from, until) = (reports.start.seconds, reports.time(reports.counts.count))
    var ticks: [(place: Double, label: String)] = []
    func add(_ seconds: Int, _ label: String) {
      guard seconds >= from, seconds <= until else { return }
      ticks.append((Double(seconds - from) / Double(reports.step), label))
    }
    if until - from > 90 * 86_400 {
      var month = zone.month(of: from)
      while zone.start(of: month) <= until, ticks.count < 2000 {
        add(zone.start(of: month), "\(month)")
        month = month.advanced(by: 1)
      }
    } else {
      let days = max(1, (until - from) / 86_400 / 8)
      var day = zone.startOfDay(after: from)
      while day <= until {
        add(day, String(zone.clock(Instant(seconds: day)).prefix(10)))
        // Days are not equally long where clocks are changed.
        day = zone.startOfDay(after: day + days * 86_400 - 43_200)
      }
    }
    var free = -Double.infinity
    for tick in ticks {
      let place = plot.x(tick.place)
      let half = TextExtent.width(tick.label) / 2
      guard place - half > free, place + half <= plot.canvas.width else { continue }
      plot.canvas.line(place, plot.frame.bottom, place, plot.frame.bottom + 4, "a")
      plot.canvas.text(tick.label, place, plot.frame.bottom + 17, .middle, "t m")
      free = place + half + 12
    }
  }

  /// The outages that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [
        ResultColumn("start"), ResultColumn("end"), ResultColumn("peak", isNumeric: true),
        ResultColumn("reports", isNumeric: true), ResultColumn("usual", isNumeric: true),
      ],
      rows: outages.map { outage in
        func clock(_ place: Int) -> ResultCell {
          ResultCell(zone.clock(Instant(seconds: reports.time(place))))
        }
        return [
          clock(outage.first), clock(outage.last + 1), .number(outage.peak, .decimals(0)),
          .number(outage.reports, .decimals(0)), .number(outage.usual, .decimals(0)),
        ]
      })
  }
}
