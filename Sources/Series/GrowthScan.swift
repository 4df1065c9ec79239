import RealModule

/// Growth between neighbouring figures, without what is usual, in units of its robust spread.
struct GrowthScan {
  /// The fewest figures of which something can be said to be unlike the rest.
  static let fewest = 10
  /// The smallest growth that is named, and in units of the spread.
  private static let smallest = 0.02
  private static let deviations = 7.0

  private let months: [Month]
  private let logs: [Double]
  /// By distance, between a figure and the next: growth, and growth without what is usual.
  private let growth: [Double]
  private let excess: [Double]
  private let bound: [Double]
  /// How far growth may be from a power of ten that is a change of unit.
  private let slack: [Double]

  init(_ months: [Month], _ users: [Double]) {
    self.months = months
    let logs = users.map { Double.log($0) }
    let distances = zip(months, months.dropFirst()).map { Double($0.distance(to: $1)) }
    let growth = zip(logs, logs.dropFirst()).map { $1 - $0 }
    let usual = Self.median(zip(growth, distances).map { $0 / $1 })
    var excess = zip(growth, distances).map { $0 - usual * $1 }
    if growth.count >= 36, distances.allSatisfy({ $0 == distances[0] }), let season = Self.season(months, excess) {
      excess = zip(excess, season).map { $0 - $1 }
    }
    let scaled = zip(excess, distances).map { abs($0) / .sqrt($1) }
    let spread = Self.median(scaled) / 0.6745
    let n = Double(growth.count)
    bound = distances.map { max(Self.smallest, Self.deviations * (1 + 10 / n) * spread * .sqrt($0)) }
    slack = distances.map { max(.log(1.2), min(3 * spread * .sqrt($0), .log(2))) }
    self.logs = logs
    self.growth = growth
    self.excess = excess
  }

  /// What is unlike the rest, by month.
  var findings: [SeriesFinding] {
    var found: [SeriesFinding] = []
    var index = 0
    while index < growth.count {
      guard abs(excess[index]) > bound[index] else {
        index += 1
        continue
      }
      if let power = power(index) {
        let end = (index + 1..<growth.count).first { self.power($0) == -power }
        let last = end ?? growth.count
        found.append(.otherUnit(months[index + 1]...months[last], factor: .pow(10, Double(power))))
        index = end.map { $0 + 1 } ?? index + 1
      } else if index + 1 < growth.count, abs(excess[index + 1]) > bound[index + 1] / 2,
        excess[index] * excess[index + 1] < 0,
        abs(excess[index] + excess[index + 1]) < 0.5 * min(abs(excess[index]), abs(excess[index + 1]))
      {
        let between = (logs[index] + logs[index + 2]) / 2
        found.append(.outlier(months[index + 1], ratio: .exp(logs[index + 1] - between)))
        index += 2
      } else {
        let ratio = Double.exp(excess[index])
        found.append(
          index == growth.count - 1 && ratio < 1
            ? .lowLastMonth(months[index + 1], ratio: ratio) : .shift(months[index + 1], ratio: ratio))
        index += 1
      }
    }
    return found
  }

  /// k where users are 10ᵏ times those before, k ≠ 0, but for a fifth, or for what is usual up to a factor of two.
  private func power(_ index: Int) -> Int? {
    let power = (excess[index] / .log(10)).rounded()
    // Cannot trap: logarithms of numbers within the range of users.
    return power != 0 && abs(excess[index] - power * .log(10)) < slack[index] ? Int(power) : nil
  }

  /// The medians of calendar months, where they explain more than half of the spread; nil otherwise.
  private static func season(_ months: [Month], _ values: [Double]) -> [Double]? {
    var groups = [[Double]](repeating: [], count: 12)
    let later = months.dropFirst()
    for (month, value) in zip(later, values) { groups[month.monthOfYear - 1].append(value) }
    let medians = groups.map { $0.isEmpty ? 0 : median($0) }
    let season = later.map { medians[$0.monthOfYear - 1] }
    let (before, after) = (median(values.map(abs)), median(zip(values, season).map { abs($0 - $1) }))
    return after < before / 2 ? season : nil
  }

  /// The middle value, or the mean of the two in the middle; there is at least one.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
