import LeastSquares

/// What the estimation of a growth equation hands over: parameters on the original scale of y, and how sure they are.
struct GrowthEstimate: Sendable {
  let estimate: ParameterEstimate
  let criteria: InformationCriteria
  let durbinWatson: Double
  let conditionNumber: Double
  /// v/√F, the standardised innovations, in units of a monthly innovation.
  let innovations: [Double]
  /// The share of the data in the precision of each coefficient with a prior of its own; 1 for the others.
  let dataShares: [Double]
  let converged: Bool
}
