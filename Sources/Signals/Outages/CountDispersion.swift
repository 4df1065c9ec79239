import RealModule

/// The size k of negative binomial counts about given means, from how many counts exceed their upper quantile of 10 %.
///
/// One quantile in the body of the distribution is robust against outages, and absorbs what correlation between neighbours adds to
/// sums. Between whole numbers, counts are spread evenly, so that discrete counts exceed a quantile as often as they should.
struct CountDispersion {
  private let counts: [Double]
  /// Where the mean of every count lies: the knot below it, and the share of the way to the next.
  private let places: [Int]
  private let weights: [Double]
  private let knots: [Double]

  private static let probability = 0.1
  private static let range = Double.log(0.02)...Double.log(1e5)
  private static let points = 10

  /// - Parameters:
  ///   - counts: NaN where there are none.
  ///   - means: above 0.
  init(_ counts: [Double], _ means: [Double]) {
    var (low, high) = (Double.infinity, 0.0)
    for index in counts.indices where !counts[index].isNaN {
      low = min(low, means[index])
      high = max(high, means[index])
    }
    let bottom = high > 0 ? Double.log(low) : 0
    let step = high > 0 ? max(Double.log(high) - bottom, 1e-6) / Double(Self.points - 1) : 1
    let knots = (0..<Self.points).map { Double.exp(bottom + step * Double($0)) }
    var fraction = 0.0
    var (known, weights, places) = ([Double](), [Double](), [Int]())
    known.reserveCapacity(counts.count)
    weights.reserveCapacity(counts.count)
    places.reserveCapacity(counts.count)
    for index in counts.indices where !counts[index].isNaN {
      // Multiples of the golden ratio spread evenly.
      fraction += 0.618_033_988_749_894_8
      if fraction >= 1 { fraction -= 1 }
      known.append(counts[index] + fraction)
      let mean = means[index]
      var (place, last) = (0, Self.points - 1)
      while last - place > 1 {
        let middle = (place + last) / 2
        if knots[middle] <= mean { place = middle } else { last = middle }
      }
      places.append(place)
      weights.append((mean - knots[place]) / (knots[place + 1] - knots[place]))
    }
    (self.counts, self.weights, self.places, self.knots) = (known, weights, places, knots)
  }

  /// The share of counts above their quantile, with a size; it grows with the size.
  private func share(_ size: Double) -> Double {
    let quantiles = knots.map { NegativeBinomial(mean: $0, size: size).upperQuantile(Self.probability) }
    var above = 0
    for index in counts.indices {
      let place = places[index]
      let quantile = quantiles[place] + weights[index] * (quantiles[place + 1] - quantiles[place])
      if counts[index] > quantile { above += 1 }
    }
    return Double(above) / Double(max(counts.count, 1))
  }

  /// The size with which a tenth of the counts lies above; searched about a guess first, if there is one.
  func size(near guess: Double? = nil) -> Double {
    var (low, high) = (Self.range.lowerBound, Self.range.upperBound)
    for end in guess.map({ [Double.log($0) - 0.5, Double.log($0) + 0.5] }) ?? [] where low < end && end < high {
      if share(.exp(end)) < Self.probability { low = end } else { high = end }
    }
    while high - low > 0.04 {
      let middle = (low + high) / 2
      if share(.exp(middle)) < Self.probability { low = middle } else { high = middle }
    }
    return .exp((low + high) / 2)
  }
}
