import LeastSquares

/// The result of estimating a growth equation: parameters on the original scale of y, and their precision.
struct GrowthEstimate: Sendable {
  var estimate: ParameterEstimate
  let criteria: InformationCriteria
  let durbinWatson: Double
  let conditionNumber: Double
  /// v/√F, the standardised innovations, in units of a monthly innovation.
  var innovations: [Double]
  /// The share of the data in the precision of each coefficient with a prior of its own; 1 for the others.
  let dataShares: [Double]
  let converged: Bool
  /// The robust weight of every innovation; nil for least squares.
  let weights: [Double]?
}
