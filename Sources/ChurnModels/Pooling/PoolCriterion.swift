import LeastSquares
import RealModule

/// −2 log of the restricted likelihood of the second stage, and its derivatives.
///
/// With S = T + V, W = S⁻¹ of a group of n series, M = Σ n W and μ = M⁻¹ Σ n W b̄ it is, up to a constant,
///
///   Σ [n log|S| + tr(W R)] + log|M| − a log|T|,  R = Σ (b − μ)(b − μ)',
///
/// and its derivative with respect to T is G = Σ [n W − W R W − n W M⁻¹ W] − a T⁻¹. In T = L L' with a lower triangle L
/// a T at the boundary is an ordinary minimum. Where one σ² holds for all series, V = σ² C and f (log σ² + s²/σ²) is added
/// for the pooled s² with f degrees of freedom. a = 0 is restricted maximum likelihood; a > 0 keeps T away from the
/// boundary.
///
/// Source: Harville, J. Am. Stat. Assoc. 72 (1977), 320–338; for a, Chung, Gelman, Rabe-Hesketh, Liu and Dorie,
/// J. Educ. Behav. Stat. 40 (2015), 136–157.
struct PoolCriterion {
  /// A group with its V, at σ² = 1 where that is estimated.
  struct Member {
    let group: PoolGroup
    let covariance: Matrix
    let followsVariance: Bool
  }

  /// L, and log σ².
  struct Point {
    var lower: Matrix
    var logVariance = 0.0
  }

  /// What one pass over the groups finds at a point.
  struct Pass {
    var value = 0.0
    var mean: [Double] = []
    var meanCovariance: Matrix
    /// G.
    var slope: Matrix
    /// Σ n W ⊗ W.
    var information: Matrix
    /// Σ n W V W, of the groups that follow σ².
    var mixed: Matrix
    var varianceSlope = 0.0
    var varianceInformation = 0.0
  }

  let members: [Member]
  /// f, or nil where σ² is not estimated.
  let residualFreedom: Double?
  /// a.
  var caution = 0.0

  /// k.
  let effects: Int

  /// Everything at a point; nil where it cannot be computed.
  func pass(at point: Point, derivatives: Bool) -> Pass? {
    let between = point.lower.timesTransposeOfItself()
    let variance = Double.exp(point.logVariance)
    var precision = Matrix(rows: effects, columns: effects)
    var weighted = [Double](repeating: 0, count: effects)
    var weights: [Matrix] = []
    weights.reserveCapacity(members.count)
    var value = 0.0
    for member in members {
      let total = between.adding(member.covariance, times: member.followsVariance ? variance : 1)
      guard let weight = SymmetricInverse(total) else { return nil }
      value += member.group.count * weight.logDeterminant
      precision = precision.adding(weight.matrix, times: member.group.count)
      for (row, part) in weight.matrix.times(member.group.mean).enumerated() {
        weighted[row] += member.group.count * part
      }
      weights.append(weight.matrix)
    }
    guard let inverse = SymmetricInverse(precision) else { return nil }
    let zero = Matrix(rows: effects, columns: effects)
    var result = Pass(
      meanCovariance: inverse.matrix, slope: zero,
      information: Matrix(rows: effects * effects, columns: effects * effects), mixed: zero)
    result.mean = inverse.matrix.times(weighted)
    result.value = value + inverse.logDeterminant
    for (member, weight) in zip(members, weights) {
      add(member, weight, variance, derivatives: derivatives, to: &result)
    }
    if let residualFreedom {
      result.value += residualFreedom * (point.logVariance + 1 / variance)
      result.varianceSlope += residualFreedom * (1 - 1 / variance)
      result.varianceInformation += residualFreedom
    }
    for index in 0..<effects where caution > 0 { result.value -= 2 * caution * .log(abs(point.lower[index, index])) }
    return result.value.isFinite ? result : nil
  }

  private func add(
    _ member: Member, _ weight: Matrix, _ variance: Double, derivatives: Bool, to result: inout Pass
  ) {
    let squares = member.group.squares(around: result.mean)
    result.value += weight.traceOfProduct(squares)
    guard derivatives else { return }
    let count = member.group.count
    let expected = squares.adding(result.meanCovariance, times: count)
    let slope = weight.scaled(by: count).adding(weight.around(expected), times: -1)
    result.slope = result.slope.adding(slope)
    for a in 0..<effects {
      for b in 0..<effects {
        for c in 0..<effects {
          let factor = count * weight[a, c]
          for d in 0..<effects {
            result.information[a + effects * b, c + effects * d] += factor * weight[b, d]
          }
        }
      }
    }
    if member.followsVariance {
      let own = member.covariance.scaled(by: variance)
      let inner = weight.around(own)
      result.varianceSlope += slope.traceOfProduct(own)
      result.mixed = result.mixed.adding(inner, times: count)
      result.varianceInformation += count * inner.traceOfProduct(own)
    }
  }
}
