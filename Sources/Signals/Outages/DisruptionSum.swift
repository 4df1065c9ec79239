import Series

/// Counts and hours of overlapping stretches of time, by month.
struct DisruptionSum {
  /// A stretch with what it weighs.
  struct Stretch {
    var start: Int
    var end: Int
    /// The country by number; −1 for all.
    let country: Int
    /// The weight of part and severity.
    let weight: Double
  }

  /// The beginnings of the months, and the end of the last.
  let borders: [Int]
  /// The share of the users of every country.
  let shares: [Double]
  private(set) var outages: [Double]
  private(set) var hours: [Double]
  private(set) var weighted: [Double]

  init(borders: [Int], shares: [Double]) {
    self.borders = borders
    self.shares = shares
    outages = [Double](repeating: 0, count: borders.count - 1)
    (hours, weighted) = (outages, outages)
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
    hours[month] += length
    weighted[month] += length * weight
  }

  /// Adds stretches: those that overlap count once, in the month in which they begin; hours of several countries and parts at the same time
  /// count once, weighted ones by the users who are hit.
  mutating func add(_ stretches: inout [Stretch]) {
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
      add(stretches[first].start, end, 1, to: \.hours)
      if next == first + 1 {
        add(stretches[first].start, end, weight(stretches[first...first]), to: \.weighted)
      } else {
        addParts(stretches[first..<next])
      }
      first = next
    }
  }

  /// The users whom stretches of the same time hit: of every country the worst, added up.
  private func weight(_ stretches: ArraySlice<Stretch>) -> Double {
    var all = 0.0
    var worst: [Int: Double] = [:]
    for stretch in stretches {
      if stretch.country < 0 {
        all = max(all, stretch.weight)
      } else {
        worst[stretch.country] = max(worst[stretch.country] ?? 0, stretch.weight)
      }
    }
    let listed = worst.reduce(0) { $0 + shares[$1.key] * max($1.value, all) }
    let rest = 1 - worst.keys.reduce(0) { $0 + shares[$1] }
    return listed + max(rest, 0) * all
  }

  /// Weighted hours between every two borders of overlapping stretches.
  private mutating func addParts(_ stretches: ArraySlice<Stretch>) {
    let times = Set(stretches.flatMap { [$0.start, $0.end] }).sorted()
    for (from, to) in zip(times, times.dropFirst()) {
      let active = stretches.filter { $0.start <= from && $0.end >= to }
      add(from, to, weight(active[...]), to: \.weighted)
    }
  }

  private mutating func add(_ start: Int, _ end: Int, _ weight: Double, to sums: WritableKeyPath<DisruptionSum, [Double]>) {
    var from = max(start, borders[0])
    while from < end, let month = month(from) {
      let to = min(end, borders[month + 1])
      self[keyPath: sums][month] += weight * Double(to - from) / 3600
      from = to
    }
  }
}
