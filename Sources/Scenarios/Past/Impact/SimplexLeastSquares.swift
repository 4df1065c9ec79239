import RealModule

/// Solves min ‖A w − b‖² + ρ ‖w‖² over the simplex, w ≥ 0 and Σ w_j = 1, exactly.
///
/// Since the weights sum to 1, A w − b = D w with d_j = a_j − b, and the solution is the point of the convex hull of the d_j
/// nearest to 0. An active-set method finds it: of the columns with weight 0, the one whose entry would lower the sum of squares
/// fastest enters; the columns with weight are solved for under the one equation Σ w_j = 1; any that would become negative on the
/// way is stopped at 0. The sum of squares falls with every change, so that no set recurs.
///
/// Within a set P, w = H⁻¹1 / 1'H⁻¹1 with H = D_P'D_P + ρ I + c 11': the constant c > 0 makes H positive definite wherever the
/// d_j are affinely independent, and changes nothing on Σ w_j = 1. Since H squares the condition of D, the solution is corrected
/// by gradients that are computed from D itself.
///
/// Source: P. Wolfe, *Finding the nearest point in a polytope*, Mathematical Programming 11 (1976), 128; C. L. Lawson and
/// R. J. Hanson, *Solving Least Squares Problems*, chapter 23; Å. Björck, *Stability analysis of the method of seminormal
/// equations*, Linear Algebra and its Applications 88/89 (1987), 31 (the correction).
struct SimplexLeastSquares {
  /// The number of columns.
  let count: Int
  private let rows: Int
  /// D, column after column, divided by a power of two near the median of the largest elements of its columns.
  private let points: [Double]
  private let ridge: Double
  /// D'D + ρ I + c 11'.
  private let bordered: [Double]
  private let norms: [Double]

  private(set) var weights: [Double]
  /// The columns that may have weight, in the order of the factor.
  private var set: [Int] = []
  /// L with L L' = H, row after row, each with room for `count` numbers.
  private var factor: [Double]
  /// H⁻¹ 1.
  private var ones: [Double] = []

  /// The solution.
  ///
  /// - Parameters:
  ///   - columns: a_j, at least one, each of the length of b.
  ///   - target: b.
  ///   - ridge: ρ ≥ 0.
  ///   - start: columns that probably have weight, from which the search begins; the solution does not depend on them unless
  ///     several are equally good.
  /// - Returns: w. Where b is inside the convex hull of the columns and ρ = 0, several w may fit perfectly, and this is one of them.
  /// - Complexity: O(n·J² + steps·(n·J + J²)) for n rows and J columns; there are seldom more than 2 J steps.
  static func solve(_ columns: [[Double]], _ target: [Double], ridge: Double = 0, start: [Int] = []) -> [Double] {
    var problem = SimplexLeastSquares(columns, target, ridge: ridge)
    problem.run(from: start)
    return problem.weights
  }

  private init(_ columns: [[Double]], _ target: [Double], ridge: Double) {
    count = columns.count
    rows = target.count
    var points: [Double] = []
    points.reserveCapacity(count * rows)
    for column in columns { for row in 0..<rows { points.append(column[row] - target[row]) } }
    let lengths = columns.map { column in zip(column, target).reduce(0) { max($0, abs($1.0 - $1.1)) } }
    // The median, because one column far away must not drown the others.
    let typical = lengths.filter { $0 > 0 }.sorted()
    let scale =
      typical.isEmpty ? 1 : Double(sign: .plus, exponent: -typical[typical.count / 2].exponent, significand: 1)
    for index in points.indices { points[index] *= scale }
    self.points = points
    self.ridge = ridge * scale * scale
    var gram = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0...i {
        var sum = i == j ? self.ridge : 0
        for row in 0..<rows { sum += points[rows * i + row] * points[rows * j + row] }
        gram[i + count * j] = sum
        gram[j + count * i] = sum
      }
    }
    let norms = (0..<columns.count).map { Double.sqrt(gram[$0 + columns.count * $0]) }
    self.norms = norms
    // Near the square of a typical norm, which the scale has brought near 1 for each row.
    let border = Double(max(rows, 1))
    for index in gram.indices { gram[index] += border }
    bordered = gram
    weights = [Double](repeating: 0, count: count)
    factor = [Double](repeating: 0, count: count * count)
  }

  private mutating func run(from start: [Int]) {
    begin(start)
    descend()
    var hopeless = [Bool](repeating: false, count: count)
    // In exact arithmetic no set recurs; this ends what rounding could prolong.
    for _ in 0..<(20 * count + 100) {
      let (residual, gradient) = slopes()
      guard let entering = mostPromising(residual, gradient, hopeless) else { break }
      let before = (weights, set, factor, ones)
      let size = sumOfSquares(residual)
      if append(entering) {
        descend()
        if sumOfSquares(slopes().residual) < size {
          for index in hopeless.indices { hopeless[index] = false }
          continue
        }
      }
      (weights, set, factor, ones) = before
      hopeless[entering] = true
    }
    let sum = weights.reduce(0, +)
    for index in weights.indices { weights[index] /= sum }
  }

  /// Equal weights on the columns of the start that are independent, or all weight on the column nearest to the target.
  private mutating func begin(_ start: [Int]) {
    for column in start { _ = append(column) }
    if set.isEmpty, let nearest = norms.indices.min(by: { norms[$0] < norms[$1] }), !append(nearest) { set = [nearest] }
    for column in set { weights[column] = 1 / Double(set.count) }
  }

  /// D w, and half the gradient D'D w + ρ w of each column.
  private func slopes() -> (residual: [Double], gradient: [Double]) {
    var residual = [Double](repeating: 0, count: rows)
    for column in set {
      let weight = weights[column]
      for row in 0..<rows { residual[row] += weight * points[rows * column + row] }
    }
    var gradient = [Double](repeating: 0, count: count)
    for column in 0..<count {
      var sum = ridge * weights[column]
      for row in 0..<rows { sum += points[rows * column + row] * residual[row] }
      gradient[column] = sum
    }
    return (residual, gradient)
  }

  private func sumOfSquares(_ residual: [Double]) -> Double {
    residual.reduce(0) { $0 + $1 * $1 } + ridge * set.reduce(0) { $0 + weights[$1] * weights[$1] }
  }

  /// The column without weight whose entry lowers the sum of squares fastest for the length of its column; nil at the solution.
  private func mostPromising(_ residual: [Double], _ gradient: [Double], _ hopeless: [Bool]) -> Int? {
    let level = sumOfSquares(residual)
    let size = Double.sqrt(level)
    var best: (column: Int, gain: Double)?
    for column in 0..<count where !hopeless[column] && !set.contains(column) && norms[column] > 0 {
      let gain = (level - gradient[column]) / norms[column]
      // The second term is what the rounding of a small residual can feign.
      if gain > 1e-14 * (10 * size + 1), gain > (best?.gain ?? 0) { best = (column, gain) }
    }
    return best?.column
  }
}

extension SimplexLeastSquares {
  /// Goes from the weights towards the solution on the set, taking out what meets 0, until the solution is inside.
  private mutating func descend() {
    while set.count > 1 {
      let target = solved()
      var share = 1.0
      var stopped: Int?
      for (place, column) in set.enumerated() where target[place] <= 0 {
        let part = weights[column] / (weights[column] - target[place])
        if part < share || stopped == nil {
          share = part.isFinite ? min(max(part, 0), 1) : 0
          stopped = place
        }
      }
      guard let stopped else {
        for (place, column) in set.enumerated() { weights[column] = target[place] }
        return
      }
      for (place, column) in set.enumerated() {
        weights[column] = max(0, weights[column] + share * (target[place] - weights[column]))
      }
      weights[set[stopped]] = 0
      let rest = set.enumerated().filter { $0.offset != stopped }.map(\.element)
      set = []
      ones = []
      for column in rest where !append(column) { weights[column] = 0 }
    }
    if let only = set.first { weights[only] = 1 }
  }

  /// Adds a column to the factor, unless it depends on those that are there.
  private mutating func append(_ column: Int) -> Bool {
    let size = set.count
    let base = size * count
    var pivot = bordered[column + count * column]
    for i in 0..<size {
      var sum = bordered[column + count * set[i]]
      for k in 0..<i { sum -= factor[i * count + k] * factor[base + k] }
      let element = sum / factor[i * count + i]
      factor[base + i] = element
      pivot -= element * element
    }
    guard pivot > 1e-14 * bordered[column + count * column] else { return false }
    factor[base + size] = .sqrt(pivot)
    set.append(column)
    return true
  }

  /// H⁻¹ x over the set.
  private func divided(_ vector: [Double]) -> [Double] {
    var x = vector
    for i in x.indices {
      for k in 0..<i { x[i] -= factor[i * count + k] * x[k] }
      x[i] /= factor[i * count + i]
    }
    for i in x.indices.reversed() {
      x[i] /= factor[i * count + i]
      for k in 0..<i { x[k] -= factor[i * count + k] * x[i] }
    }
    return x
  }

  /// The solution over the set, without regard to signs, corrected twice.
  private mutating func solved() -> [Double] {
    ones = divided([Double](repeating: 1, count: set.count))
    let total = ones.reduce(0, +)
    var result = ones.map { $0 / total }
    for _ in 0..<2 {
      var residual = [Double](repeating: 0, count: rows)
      for (place, column) in set.enumerated() {
        for row in 0..<rows { residual[row] += result[place] * points[rows * column + row] }
      }
      var slope = [Double](repeating: 0, count: set.count)
      for (place, column) in set.enumerated() {
        var sum = ridge * result[place]
        for row in 0..<rows { sum += points[rows * column + row] * residual[row] }
        slope[place] = sum
      }
      // The part of the gradient that is the same for all is what Σ w = 1 takes up.
      let level = zip(result, slope).reduce(0) { $0 + $1.0 * $1.1 }
      let step = divided(slope.map { $0 - level })
      let share = step.reduce(0, +) / total
      for place in result.indices { result[place] -= step[place] - share * ones[place] }
    }
    return result
  }
}
