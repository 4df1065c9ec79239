import LeastSquares
import RealModule

/// Maximum likelihood of a ``BetaCurve`` by Fisher scoring with damping, over (logit μ, ln M, ln c), where μ = α/(α + β) is the mean probability
/// of leaving and M = α + β says how alike users are.
struct BetaSearch {
  let data: LossesByAge
  /// 2, or 3 with c.
  let count: Int

  /// The farthest that (logit μ, ln M, ln c) may go. Beyond M = 10⁵ users are alike to every digit that matters.
  static let bounds = [-40.0...40.0, Double.log(1e-4)...Double.log(1e5), -3.0...3.0]

  struct Result {
    var position: [Double]
    var value: Double
    var converged: Bool
  }

  /// The parameters (ln α, ln β, ln c) at a position.
  static func parameters(_ position: [Double]) -> [Double] {
    let odds = position[0]
    // ln μ and ln(1 − μ) without cancellation.
    return [position[1] - .log(onePlus: .exp(-odds)), position[1] - .log(onePlus: .exp(odds))] + position.dropFirst(2)
  }

  /// d(ln α, ln β, ln c)/d(logit μ, ln M, ln c).
  func transformation(_ position: [Double]) -> Matrix {
    let mean = 1 / (1 + .exp(-position[0]))
    var result = Matrix(identity: count)
    result[0, 0] = 1 - mean
    result[0, 1] = 1
    result[1, 0] = -mean
    result[1, 1] = 1
    return result
  }

  func logLikelihood(_ position: [Double]) -> Double {
    let curve = BetaCurve(Self.parameters(position))
    var sum = 0.0
    for (index, age) in data.ages.enumerated() {
      sum += LossesByAge.logLikelihood(
        users: data.users[index], losses: data.losses[index], logStay: curve.logStay(age))
    }
    return sum
  }

  /// ∂ ln(1 − h)/∂ position of an age.
  func slopes(_ curve: BetaCurve, _ age: Int) -> [Double] {
    let (a, b, c) = curve.derivatives(age)
    let spread = curve.alpha * curve.beta / (curve.alpha + curve.beta)
    return Array([(a - b) * spread, a * curve.alpha + b * curve.beta, c * curve.shape].prefix(count))
  }

  /// The score and the weight of ln(1 − h) of each age.
  private func scores(_ curve: BetaCurve) -> [(score: Double, weight: Double)] {
    data.ages.indices.map { index in
      let logStay = curve.logStay(data.ages[index])
      let hazard = max(-Double.expMinusOne(logStay), 1e-300)
      let stay = max(1 - hazard, 1e-300)
      let (users, losses) = (data.users[index], data.losses[index])
      return ((users - losses) - losses * stay / hazard, max(users * stay / hazard, 1e-12))
    }
  }

  func gradient(_ position: [Double]) -> [Double] {
    let curve = BetaCurve(Self.parameters(position))
    var sum = [Double](repeating: 0, count: count)
    for (age, score) in zip(data.ages, scores(curve)) {
      for (index, slope) in slopes(curve, age).enumerated() { sum[index] += slope * score.score }
    }
    return sum
  }

  /// The best of the searches from several starts.
  func run() -> Result {
    let users = data.users.reduce(0, +)
    let share = min(max(data.losses[0] / data.users[0], 1 / users), 1 - 1 / users)
    var best: Result?
    for spread in [0.5, 4, 40] {
      for shape in count > 2 ? [0, -0.5, 0.4] : [0.0] {
        let start = [.log(share / (1 - share)), .log(spread), shape]
        let found = search(from: Array(start.prefix(count)))
        if best.map({ found.value > $0.value + 1e-9 || (!$0.converged && found.converged) }) ?? true { best = found }
      }
    }
    return best ?? Result(position: [Double](repeating: 0, count: count), value: -.infinity, converged: false)
  }

  private func search(from start: [Double]) -> Result {
    var result = Result(position: start, value: logLikelihood(start), converged: false)
    var damping = 1e-3
    for _ in 0..<500 {
      guard let step = step(at: result.position, damping: damping) else { return result }
      let trial = result.position.indices.map { index in
        min(
          max(result.position[index] + min(max(step[index], -2), 2), Self.bounds[index].lowerBound),
          Self.bounds[index].upperBound)
      }
      let moved = zip(trial, result.position).map { abs($0 - $1) }.max() ?? 0
      let value = logLikelihood(trial)
      // Rounding of the likelihood hides the last steps, which the gradient still knows.
      if value >= result.value - 1e-13 * abs(result.value) {
        (result.position, result.value) = (trial, value)
        damping = max(damping / 10, 1e-14)
        if moved < 1e-10 {
          result.converged = true
          return result
        }
      } else {
        damping *= 10
        if damping > 1e10 { return result }
      }
    }
    return result
  }

  /// The positions that a bound does not hold.
  func free(_ position: [Double], pressedBy gradient: [Double]) -> [Int] {
    position.indices.filter { index in
      !(position[index] >= Self.bounds[index].upperBound && gradient[index] >= 0
        || position[index] <= Self.bounds[index].lowerBound && gradient[index] <= 0)
    }
  }

  /// A damped step of Fisher scoring as a least-squares problem.
  private func step(at position: [Double], damping: Double) -> [Double]? {
    let curve = BetaCurve(Self.parameters(position))
    let scores = scores(curve)
    let open = free(position, pressedBy: gradient(position))
    guard !open.isEmpty else { return [Double](repeating: 0, count: count) }
    let rows = data.ages.count
    var design = Matrix(rows: rows + open.count, columns: open.count)
    var response = [Double](repeating: 0, count: rows + open.count)
    for row in 0..<rows {
      let slopes = slopes(curve, data.ages[row])
      let root = Double.sqrt(scores[row].weight)
      for (column, index) in open.enumerated() { design[row, column] = slopes[index] * root }
      response[row] = scores[row].score / root
    }
    for column in open.indices {
      var square = 0.0
      for row in 0..<rows { square += design[row, column] * design[row, column] }
      design[rows + column, column] = .sqrt(damping * max(square, 1e-12))
    }
    guard let fit = try? LeastSquares.solve(design, response) else { return nil }
    var step = [Double](repeating: 0, count: count)
    for (column, index) in open.enumerated() { step[index] = fit.coefficients[column] }
    return step
  }
}
