import RealModule

/// Scores as log-odds of being negative: a logistic regression on the labelled sample (Platt 1999).
struct PlattScaling: Sendable, Equatable {
  let intercept: Double
  let slope: Double

  /// Fits by Newton steps. A ridge, a hundred-thousandth of the number of labels, keeps the slope finite where a score divides the classes.
  init(_ labels: LabelledScores) {
    let count = Double(labels.posts.count)
    let mean = labels.posts.reduce(0) { $0 + $1.key.score } / count
    let squares = labels.posts.reduce(0) { $0 + ($1.key.score - mean) * ($1.key.score - mean) }
    let scale = max((squares / count).squareRoot(), 1e-12)
    let ridge = 1e-5 * count
    var (intercept, slope) = (0.0, 0.0)
    for _ in 0..<100 {
      var gradient = (0.0, -ridge * slope)
      var information = (1e-12, 0.0, ridge)
      for post in labels.posts {
        let x = (post.key.score - mean) / scale
        let probability = Self.logistic(intercept + slope * x)
        let residual = (post.isNegative ? 1 : 0) - probability
        let weight = probability * (1 - probability)
        gradient.0 += residual
        gradient.1 += residual * x
        information.0 += weight
        information.1 += weight * x
        information.2 += weight * x * x
      }
      let determinant = information.0 * information.2 - information.1 * information.1
      let steps = (
        (gradient.0 * information.2 - gradient.1 * information.1) / determinant,
        (gradient.1 * information.0 - gradient.0 * information.1) / determinant
      )
      // Newton steps of a logistic likelihood are too long only where it is nearly flat.
      let length = max(abs(steps.0), abs(steps.1))
      let factor = length > 4 ? 4 / length : 1
      intercept += steps.0 * factor
      slope += steps.1 * factor
      if length < 1e-10 { break }
    }
    self.intercept = intercept - slope * mean / scale
    self.slope = slope / scale
  }

  /// The log-odds of a score.
  func logOdds(_ score: Double) -> Double { intercept + slope * score }

  static func logistic(_ x: Double) -> Double { 1 / (1 + .exp(-x)) }
}
