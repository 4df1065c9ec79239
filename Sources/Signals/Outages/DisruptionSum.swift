import Series

/// Counts and hours of overlapping stretches of time, by month.
package struct DisruptionSum {
  /// A stretch with what it weighs.
  package struct Stretch {
    package let start: Int
    package let end: Int
    /// The country by number; −1 for all.
    package let country: Int
    /// The weight of part and severity.
    package let weight: Double

    package init(start: Int, end: Int, country: Int, weight: Double) {
      (self.start, self.end, self.country, self.weight) = (start, end, country, weight)
    }
  }

  /// The beginnings of the months, and the end of the last.
  let borders: [Int]
  /// The share of the users of every country.
  let shares: [Double]
  package private(set) var outages: [Double]
  /// Seconds with an outage, and weighted ones: sums of whole numbers are exact.
  private var seconds: [Double]
  private var weightedSeconds: [Double]

  package var hours: [Double] { seconds.map { $0 / 3600 } }
  package var weighted: [Double] { weightedSeconds.map { $0 / 3600 } }

  package init(borders: [Int], shares: [Double]) {
    self.borders = borders
    self.shares = shares
    outages = [Double](repeating: 0, count: borders.count - 1)
    (seconds, weightedSeconds) = (outages, outages)
  }

  /// The month of a moment; nil outside.
  func month(_ seconds: Int) -> Int? {
    guard seconds >= borders[0], seconds < borders[borders.count - 1] else { return nil }
    var (low, high) = (0, borders.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if borders[middle] <= seconds { low = middle } else { high = middle }
    }
    return low
  }

  /// Adds an outage of a length and weight that is in no list.
  mutating func add(month: Int, hours length: Double, weight: Double) {
    outages[month] += 1
    seconds[month] += 3600 * length
    weightedSeconds[month] += 3600 * length * weight
  }

  /// Adds stretches: those that overlap count once, in the month in which they begin; hours of several countries and parts at the same time
  /// count once, weighted ones by the users who are hit.
  package mutating func add(_ stretches: inout [Stretch]) {
    stretches.sort { $0.start < $1.start }
    var first = 0
    while first < stretches.count {
      var (next, end) = (first + 1, stretches[first].end)
      while next < stretches.count, stretches[next].start <= end {
        end = max(end, stretches[next].end)
        next += 1
      }
      // What began before the first month counts with its hours alone.
      if let month = month(stretches[first].start) { outages[month] += 1 }
      add(stretches[first].start, end, 1, to: \.seconds)
      if next == first + 1 {
        add(stretches[first].start, end, weight(stretches[first...first]), to: \.weightedSeconds)
      } else {
        addParts(stretches[first..<next])
      }
      first = next
    }
  }

  /// The users whom stretches of the same time hit: of every country the worst, added up.
  private func weight(_ stretches: ArraySlice<Stretch>) -> Double {
    if stretches.count == 1, let only = stretches.first {
      return only.country < 0 ? only.weight : shares[only.country] * only.weight
    }
    let all = stretches.reduce(0) { $1.country < 0 ? max($0, $1.weight) : $0 }
    var (listed, rest) = (0.0, 1.0)
    for (place, stretch) in stretches.enumerated() where stretch.country >= 0 {
      let before = stretches.prefix(place)
      guard !before.contains(where: { $0.country == stretch.country }) else { continue }
      let worst = stretches.reduce(all) { $1.country == stretch.country ? max($0, $1.weight) : $0 }
      listed += shares[stretch.country] * worst
      rest -= shares[stretch.country]
    }
    return listed + max(rest, 0) * all
  }

  /// Weighted hours between every two borders of overlapping stretches.
  private mutating func addParts(_ stretches: ArraySlice<Stretch>) {
    let times = Set(stretches.flatMap { [$0.start, $0.end] }).sorted()
    for (from, to) in zip(times, times.dropFirst()) {
      let active = stretches.filter { $0.start <= from && $0.end >= to }
      add(from, to, weight(active[...]), to: \.weightedSeconds)
    }
  }

  private mutating func add(
    _ start: Int, _ end: Int, _ weight: Double, to sums: WritableKeyPath<DisruptionSum, [Double]>
  ) {
    var from = max(start, borders[0])
    while from < end, let month = month(from) {
      let to = min(end, borders[month + 1])
      self[keyPath: sums][month] += weight * Double(to - from)
      from = to
    }
  }
}
