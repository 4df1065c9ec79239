import RealModule

/// Quantiles of a sample.
///
/// Values are counted in narrow buckets first; only buckets that contain a needed order statistic are sorted.
///
/// - Parameters:
///   - sample: at least one value.
///   - probabilities: between 0 and 1.
///   - inLogs: whether to interpolate between the logarithms of the values, which must then be above 0.
/// - Returns: a quantile for each probability, interpolated between order statistics (definition 7 of Hyndman and Fan,
///   The American Statistician 50 (1996), 361–365); NaN if a value is NaN.
/// - Complexity: O(n) for k probabilities, O(n log n) if most values fall into a few of the buckets.
public func quantiles(of sample: [Double], probabilities: [Double], inLogs: Bool = false) -> [Double] {
  // Cannot trap: a sample holds the draws of a simulation, of which there are at least two.
  precondition(!sample.isEmpty, "the sample must not be empty")
  let last = sample.count - 1
  let positions = probabilities.map { $0 * Double(last) }
  // Cannot trap: a probability times the last position.
  let wanted = Set(positions.flatMap { [Int($0), min(Int($0) + 1, last)] }).sorted()
  let found = SampleQuantiles.orderStatistics(of: sample, wanted)
  return positions.map { position in
    let lower = Int(position)  // Cannot trap: the same.
    let low = found[lower] ?? .nan
    let high = found[min(lower + 1, last)] ?? .nan
    let share = position - Double(lower)
    // Equal ends and places without a share come first, because ends may be infinite.
    if low == high || (share == 0 && !inLogs) { return low }
    return inLogs ? .exp(.log(low) + (.log(high) - .log(low)) * share) : low + (high - low) * share
  }
}

/// The probabilities of the median and of both ends of each central interval.
///
/// - Parameter coverages: the probabilities of the intervals.
/// - Returns: one half, then two probabilities per coverage.
public func centralProbabilities(_ coverages: [Double]) -> [Double] {
  [0.5] + coverages.flatMap { [(1 - $0) / 2, (1 + $0) / 2] }
}

/// The order statistics between which quantiles are interpolated.
enum SampleQuantiles {
  /// The values that sorting would put at the given positions, which are ascending; none if a value is NaN.
  static func orderStatistics(of sample: [Double], _ wanted: [Int]) -> [Int: Double] {
    let (smallest, largest) = extremes(of: sample)
    if smallest.isNaN { return [:] }
    let buckets = max(1, min(2048, sample.count / 4))
    // Slightly less than fits, so that the largest value stays within the last bucket.
    let scale = Double(buckets) * (1 - 1e-12) / (largest - smallest)
    guard scale.isFinite, scale > 0, buckets > 1, (largest - smallest) * scale < Double(buckets) else {
      return bySorting(sample, wanted)
    }
    var bucket = [Int16](repeating: 0, count: sample.count)
    var counts = [Int](repeating: 0, count: buckets)
    // Bounded by the extremes, which are finite as every value is: 0 ≤ place < buckets, as checked for the largest.
    unsafe sample.withUnsafeBufferPointer { sample in
      unsafe bucket.withUnsafeMutableBufferPointer { bucket in
        unsafe counts.withUnsafeMutableBufferPointer { counts in
          for index in 0..<sample.count {
            // Cannot trap: no value is NaN, and the largest is below the number of buckets.
            let place = unsafe Int((sample[index] - smallest) * scale)
            unsafe bucket[index] = Int16(truncatingIfNeeded: place)
            unsafe counts[place] += 1
          }
        }
      }
    }
    // Where each bucket begins, and which buckets contain a needed position.
    var begins = 0
    var next = 0
    var needed: [(bucket: Int, begins: Int)] = []
    for place in 0..<buckets {
      let ends = begins + counts[place]
      if next < wanted.count, wanted[next] < ends {
        needed.append((place, begins))
        while next < wanted.count, wanted[next] < ends { next += 1 }
      }
      begins = ends
    }
    var slots = [Int8](repeating: -1, count: buckets)
    var contents = needed.map { _ in [Double]() }
    guard needed.count < 128 else {
      return bySorting(sample, wanted)
    }
    for (slot, need) in needed.enumerated() { slots[need.bucket] = Int8(slot) }
    // Bounded: a bucket is below their number, as found above.
    unsafe bucket.withUnsafeBufferPointer { bucket in
      unsafe slots.withUnsafeBufferPointer { slots in
        for index in 0..<bucket.count {
          let slot = unsafe slots[Int(bucket[index])]
          if slot >= 0 { contents[Int(slot)].append(sample[index]) }
        }
      }
    }
    var result: [Int: Double] = [:]
    for (slot, need) in needed.enumerated() {
      contents[slot].sort()
      for position in wanted where position >= need.begins && position < need.begins + contents[slot].count {
        result[position] = contents[slot][position - need.begins]
      }
    }
    return result
  }

  /// The same by sorting all values; none where one is NaN, since they have no order then.
  private static func bySorting(_ sample: [Double], _ wanted: [Int]) -> [Int: Double] {
    if sample.contains(where: \.isNaN) { return [:] }
    let sorted = sample.sorted()
    // Cannot trap: positions are those of a set.
    return Dictionary(uniqueKeysWithValues: wanted.map { ($0, sorted[$0]) })
  }

  /// The smallest and the largest value, both NaN if any value is; eight independent strands, because each comparison waits
  /// for the one before.
  static func extremes(of sample: [Double]) -> (Double, Double) {
    let whole = sample.count / 8 * 8
    var low = SIMD8<Double>(repeating: sample[0])
    var high = low
    // Bounded by the largest multiple of eight that is not above the count.
    // Comparisons pass over NaN, which is collected here.
    var nothing = SIMD8<Double>(repeating: 0)
    unsafe sample.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: whole, by: 8) {
        let values = unsafe bytes.loadUnaligned(fromByteOffset: 8 * start, as: SIMD8<Double>.self)
        low.replace(with: values, where: values .< low)
        high.replace(with: values, where: values .> high)
        nothing.replace(with: values, where: values .!= values)
      }
    }
    for value in sample[whole...] {
      low[0] = value < low[0] ? value : low[0]
      high[0] = value > high[0] ? value : high[0]
      if value.isNaN { nothing[0] = value }
    }
    if nothing.sum().isNaN { return (.nan, .nan) }
    return (low.min(), high.max())
  }
}
