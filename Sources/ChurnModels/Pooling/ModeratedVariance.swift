import RealModule

/// The common distribution of the residual variances of many series, from which each borrows.
///
/// σᵢ² ~ d₀ s₀² / χ²(d₀), so that given sᵢ² with νᵢ degrees of freedom it is (d₀ + νᵢ) s̃ᵢ² / χ²(d₀ + νᵢ) with
/// s̃ᵢ² = (d₀ s₀² + νᵢ sᵢ²) / (d₀ + νᵢ). The estimates of d₀ and s₀² match the mean and variance of log sᵢ². It is a sum
/// over the series: parts of a batch add up. A pool of estimates with few degrees of freedom needs it, because a
/// series whose sᵢ² is small by chance would weigh too much.
///
/// Source: Smyth, *Linear models and empirical Bayes methods for assessing differential expression*, Stat. Appl. Genet.
/// Mol. Biol. 3 (2004), section 6.2.
public struct ModeratedVariance: Sendable, Equatable, Codable {
  /// The number of variances added.
  public private(set) var series = 0
  private var mean = 0.0
  private var squares = 0.0
  private var samplingVariances = 0.0
  private(set) var residualSums = 0.0
  private(set) var freedoms = 0.0

  /// No series yet.
  public init() {}

  /// Adds the variance of one series; numbers that are not positive and finite are passed over.
  ///
  /// - Parameters:
  ///   - variance: sᵢ² > 0.
  ///   - degreesOfFreedom: νᵢ > 0.
  public mutating func add(variance: Double, degreesOfFreedom: Double) {
    guard variance > 0, variance.isFinite, degreesOfFreedom > 0, degreesOfFreedom.isFinite else { return }
    let half = degreesOfFreedom / 2
    let value = Double.log(variance) - PolyGamma.digamma(half) + .log(half)
    series &+= 1
    let deviation = value - mean
    mean += deviation / Double(series)
    squares += deviation * (value - mean)
    samplingVariances += PolyGamma.trigamma(half)
    residualSums += degreesOfFreedom * variance
    freedoms += degreesOfFreedom
  }

  /// Adds what another part of the batch has summed.
  public mutating func merge(_ other: ModeratedVariance) {
    guard other.series > 0 else { return }
    let total = Double(series) + Double(other.series)
    let deviation = other.mean - mean
    squares += other.squares + deviation * deviation * Double(series) * Double(other.series) / total
    mean += deviation * Double(other.series) / total
    series &+= other.series
    samplingVariances += other.samplingVariances
    residualSums += other.residualSums
    freedoms += other.freedoms
  }

  /// d₀ and s₀².
  ///
  /// - Returns: d₀ = ∞ if the variances differ no more than by chance (then s₀² is their mean, weighted by νᵢ); 0 and 1
  ///   for fewer than 3 series, which say too little about others.
  public var prior: (degreesOfFreedom: Double, variance: Double) {
    guard series >= 3, freedoms > 0 else { return (0, 1) }
    let excess = squares / Double(series - 1) - samplingVariances / Double(series)
    guard excess > 1e-6 else { return (.infinity, residualSums / freedoms) }
    let half = PolyGamma.inverseTrigamma(excess)
    return (2 * half, .exp(mean + PolyGamma.digamma(half) - .log(half)))
  }

  /// s̃² and its degrees of freedom for one series.
  ///
  /// - Parameters:
  ///   - variance: s² of the series.
  ///   - degreesOfFreedom: ν of the series.
  /// - Returns: (d₀ s₀² + ν s²)/(d₀ + ν) and d₀ + ν.
  public func moderated(variance: Double, degreesOfFreedom: Double) -> (variance: Double, degreesOfFreedom: Double) {
    let (freedom, typical) = prior
    guard degreesOfFreedom.isFinite else { return (variance, degreesOfFreedom) }
    guard freedom.isFinite else { return (typical, freedom) }
    let total = freedom + degreesOfFreedom
    return ((freedom * typical + degreesOfFreedom * variance) / total, total)
  }
}
