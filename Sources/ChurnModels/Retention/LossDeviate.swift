import LeastSquares
import RealModule

/// Losses of n users with a hazard, from a standard normal deviate, so that mirrored deviates give mirrored losses.
enum LossDeviate {
  /// A whole number from 0 to n.
  ///
  /// - Parameters:
  ///   - users: n.
  ///   - hazard: h, from 0 to 1.
  ///   - overdispersion: φ.
  ///   - deviate: z.
  /// - Returns: nh + z √(φ n h(1 − h)), rounded; where that is not near a normal distribution, the binomial quantile of Φ(z).
  static func value(users: Double, hazard: Double, overdispersion: Double, deviate: Double) -> Double {
    guard users > 0, hazard > 0 else { return 0 }
    let variance = users * hazard * (1 - hazard)
    if variance > 9 {
      return min(max((users * hazard + deviate * (overdispersion * variance).squareRoot()).rounded(), 0), users)
    }
    // The rarer outcome is counted from 0.
    if hazard > 0.5 {
      return users - value(users: users, hazard: 1 - hazard, overdispersion: overdispersion, deviate: -deviate)
    }
    let target = Normal.cdf(deviate)
    let odds = hazard / (1 - hazard)
    var term = Double.exp(users * .log(onePlus: -hazard))
    var (sum, count) = (term, 0.0)
    while sum < target, count < users, term > 0 {
      term *= (users - count) / (count + 1) * odds
      count += 1
      sum += term
    }
    return count
  }
}
