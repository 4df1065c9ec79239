import RealModule
import Sampling
import Series
import Signals
import Testing

@Suite("Outages in counts of reports")
struct OutageDetectorTests {
  /// F1, false alarms a month, and how often intervals of months hold.
  private struct Study {
    var (hits, wrong, truth) = (0, 0, 0)
    var (counts, hours, months) = (0, 0, 0)
    var (trueHours, estimatedHours) = (0.0, 0.0)
    var score: Double { 2 * Double(hits) / Double(hits + wrong + truth) }
  }

  private func study(_ mean: Double, seeds: ClosedRange<UInt64>, together: Int = 1) throws -> Study {
    var study = Study()
    for seed in seeds {
      let simulated = SimulatedReports(mean: mean, seed: seed)
      let survey = try OutageSurvey([.counts([simulated.counts.added(together)])])
      let (hits, wrong) = simulated.score(survey.detectors[0].outages)
      study.hits += hits
      study.wrong += wrong
      study.truth += simulated.truth.count
      for row in survey.months.rows where row.covered > 0.9 {
        let (begin, end) = (ClockZone.utc.start(of: row.month), ClockZone.utc.start(of: row.month.advanced(by: 1)))
        var (count, hours) = (0.0, 0.0)
        for truth in simulated.truth {
          let (first, last) = (
            simulated.counts.time(truth.lowerBound), simulated.counts.time(truth.upperBound + 1)
          )
          if first >= begin, first < end { count += 1 }
          hours += Double(max(0, min(end, last) - max(begin, first))) / 3600
        }
        study.months += 1
        if row.outages.lower90...row.outages.upper90 ~= count { study.counts += 1 }
        if row.hours.lower90...row.hours.upper90 ~= hours { study.hours += 1 }
        study.trueHours += hours
        study.estimatedHours += row.hours.mean
      }
    }
    return study
  }

  @Test(
    "Known outages are found, few others, and intervals of months hold",
    arguments: [(2.0, 0.72), (20.0, 0.87), (150.0, 0.87)])
  func known(mean: Double, least: Double) throws {
    let study = try study(mean, seeds: 1...8)
    let rate = Double(study.wrong) / 48
    let cover = (Double(study.counts) / Double(study.months), Double(study.hours) / Double(study.months))
    print(
      "outages at \(mean): F1 \(study.score), \(rate) false a month, 90 % intervals cover \(cover), hours \(study.estimatedHours / study.trueHours)"
    )
    #expect(study.score > least)
    #expect(rate < 0.25)
    #expect(cover.0 > 0.83 && cover.1 > 0.75)
    #expect(abs(study.estimatedHours / study.trueHours - 1) < 0.2)
  }

  @Test("In hourly counts, outages belong to a part of their first and last hour", arguments: [20.0, 150.0])
  func hourly(mean: Double) throws {
    let study = try study(mean, seeds: 1...8, together: 4)
    let cover = Double(study.hours) / Double(study.months)
    print("hourly outages at \(mean): hours \(study.estimatedHours / study.trueHours), intervals cover \(cover)")
    // With whole hours there are about twice as many, and intervals cover a quarter.
    #expect(abs(study.estimatedHours / study.trueHours - 1) < 0.6)
    #expect(cover > 0.6)
  }

  @Test("Counts without outages have next to none", arguments: [0.2, 3, 80])
  func quiet(mean: Double) throws {
    var stream = RandomStream(seed: 5, index: 0)
    let counts = (0..<8640).map { t -> Double in
      let day = 1 + 0.5 * Double.sin(2 * Double.pi * Double(t) / 96)
      let spread = stream.gamma(shape: 15) / 15
      return stream.poisson(mean * day * spread)
    }
    let detector = try OutageDetector(ReportCounts(start: SimulatedReports.start, step: 900, counts: counts))
    #expect(detector.outages.count <= 1)
    let ratio = counts.reduce(0, +) / detector.usual.reduce(0, +)
    #expect(abs(ratio - 1) < 0.1)
  }

  @Test(
    "Days, hours, five minutes, gaps, zeros: nothing traps, and a great outage is found",
    arguments: [300, 3600, 21_600, 86_400])
  func steps(step: Int) throws {
    var stream = RandomStream(seed: 9, index: step)
    var counts = (0..<700).map { _ in stream.poisson(12) }
    for place in 300..<303 { counts[place] = 400 }
    for place in 100..<110 { counts[place] = .nan }
    let found = try OutageDetector(ReportCounts(start: SimulatedReports.start, step: step, counts: counts)).outages
    #expect(found.contains { $0.first == 300 && $0.last == 302 && $0.peak == 400 })
    for value in [0, Double.nan] {
      let flat = [Double](repeating: value, count: 200)
      let none = try OutageDetector(ReportCounts(start: SimulatedReports.start, step: step, counts: flat))
      #expect(none.outages.isEmpty)
    }
    #expect(throws: SignalError.tooFewCounts(47, needed: 48)) {
      try OutageDetector(ReportCounts(start: SimulatedReports.start, step: step, counts: Array(counts[..<47])))
    }
  }

  @Test("Mid-quantiles of counts lie between them")
  func midQuantiles() {
    let counts: [Double] = [2, 2, 2, 2, 2, 2, 3, 3, 3, 4]
    // Middles: 0.3, 0.75, 0.95.
    #expect(OutageMonths.midQuantiles(counts, [0.1, 0.3, 0.75, 0.85, 0.99]) == [2, 2, 3, 3.5, 4])
  }

  @Test("The same seed gives the same months")
  func deterministic() throws {
    let counts = SimulatedReports(mean: 20, seed: 3).counts
    let (one, other) = (try OutageSurvey([.counts([counts])]), try OutageSurvey([.counts([counts])]))
    #expect(one.months.rows == other.months.rows)
  }

  @Test("An outage of a day does not become what is usual, a level that stays does", arguments: [12, 24])
  func longOutages(hours: Int) throws {
    var stream = RandomStream(seed: 5, index: hours)
    func counts(_ ratio: (Int) -> Double) -> ReportCounts {
      let drawn = (0..<60 * 96).map { t -> Double in
        let usual = 20 * Double.exp(0.7 * .sin(2 * .pi * (Double(t / 4 % 24) - 9) / 24))
        return stream.poisson(usual * ratio(t) * stream.gamma(shape: 10) / 10)
      }
      return ReportCounts(start: Instant(seconds: 1_641_168_000), step: 900, counts: drawn)
    }
    let detector = try OutageDetector(counts { (3000..<3000 + hours * 4).contains($0) ? 5 : 1 })
    let found = detector.outages.filter { $0.last >= 2990 && $0.first <= 3010 + hours * 4 }
    let steps = found.reduce(0) { $0 + $1.last - $1.first + 1 }
    #expect(Double(steps) > 0.75 * Double(hours * 4) && steps <= hours * 4 + 4, "\(steps) of \(hours * 4)")
    let moved = try OutageDetector(counts { $0 >= 3000 ? 4 : 1 })
    #expect(moved.outages.reduce(0) { $0 + $1.last - $1.first + 1 } < 24)
  }

  @Test("A month whose counts are partly unknown is not covered as a whole")
  func gaps() throws {
    let simulated = SimulatedReports(mean: 20, seed: 4).counts
    let begin = ClockZone.utc.start(of: Month(year: 2022, month: 3))
    let counts = simulated.counts.indices.map { place -> Double in
      let day = (simulated.time(place) - begin) / 86_400
      return simulated.time(place) >= begin && (2..<12).contains(day) ? .nan : simulated.counts[place]
    }
    let reports = ReportCounts(start: simulated.start, step: simulated.step, counts: counts)
    let survey = try OutageSurvey([.counts([reports])])
    let march = try #require(survey.months.rows.first { $0.month == Month(year: 2022, month: 3) })
    #expect(abs(march.covered - 21.0 / 31) < 0.01)
    #expect(!survey.wholeMonths.contains { survey.months.rows[$0].month == march.month })
    let whole = try OutageSurvey([.counts([simulated])])
    #expect(whole.wholeMonths.contains { whole.months.rows[$0].month == march.month })
  }
}
