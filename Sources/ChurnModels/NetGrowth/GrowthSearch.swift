/// How a search for the nonlinear parameters of a growth equation ended.
struct GrowthSearch {
  /// The sum of squares that determines the likelihood.
  let sum: Double
  /// Whether it ended at a solution.
  let isConverged: Bool
}
