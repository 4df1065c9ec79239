import RealModule

extension LinearFit {
  /// The covariance of the coefficients by a given estimator.
  ///
  /// All of them are B M B' with B from R (``inverseFactor``) and M from q̂ᵢ = B'xᵢ√wᵢ and the residuals: X'X is never
  /// formed. For HC0, M = Σ eᵢ² q̂ᵢ q̂ᵢ'.
  ///
  /// - Parameters:
  ///   - estimator: which estimator to use.
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  /// - Returns: p × p, symmetric.
  /// - Complexity: O(n·p²), times the number of lags.
  ///
  /// Source: H. White, Econometrica 48 (1980), 817; W. K. Newey and K. D. West, Econometrica 55 (1987), 703.
  public func covariance(
    _ estimator: CovarianceEstimator, design: Matrix, weights: [Double]? = nil
  ) -> Matrix {
    if case .classical = estimator { return covariance }
    let basis = orthonormalRows(design: design, weights: weights)
    let leverages = leverages(basis)
    let meat = meat(estimator, design: design, weights: weights, basis: basis, leverages: leverages)
    var covariance = inverseFactor.sandwich(meat, factor: 1)
    if case .neweyWest(.fixedShare, _) = estimator {
      let roots = moments(of: inverseFactor, weights: weights, basis: basis, leverages: leverages).map {
        $0.ratio.squareRoot()
      }
      for row in roots.indices { for column in roots.indices { covariance[row, column] *= roots[row] * roots[column] } }
    }
    return covariance
  }

  /// M; rows of leverage 1 are left out.
  private func meat(
    _ estimator: CovarianceEstimator, design: Matrix, weights: [Double]?, basis: Matrix, leverages: [Double]
  ) -> Matrix {
    var scores = basis
    let n = basis.rows
    let p = parameters
    var factors = Array(residuals[..<n])
    if let weights { for row in 0..<n { factors[row] *= .sqrt(weights[row]) } }
    switch estimator {
    case .hc2: for (row, h) in leverages.enumerated() { factors[row] /= .sqrt(1 - h) }
    case .hc3: for (row, h) in leverages.enumerated() { factors[row] /= 1 - h }
    default: break
    }
    for row in Self.singleRows(leverages) { factors[row] = 0 }
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(scores.elements.count == n * p && factors.count == n, "there must be a score per row and column")
    // Bounded by the shape just checked.
    unsafe scores.elements.withUnsafeMutableBufferPointer { scores in
      unsafe factors.withUnsafeBufferPointer { factors in
        for column in 0..<p {
          for row in 0..<n { unsafe scores[row + n * column] *= factors[row] }
        }
      }
    }
    var meat: Matrix
    var factor = 1.0
    switch estimator {
    case .classical, .hc0, .hc2, .hc3: meat = scores.transposeTimesItself()
    case .hc1:
      meat = scores.transposeTimesItself()
      factor = Double(n) / Double(n - p)
    case .neweyWest(let lag, let smallSample):
      // Cannot trap: no option or file gives a number of lags.
      if case .lags(let number) = lag { precondition(number >= 0, "the number of lags must be at least 0") }
      switch lag {
      case .lags(let number): meat = scores.bartlettSum(lags: number)
      case .automatic: meat = scores.bartlettSum(lags: automaticLag(design: design, weights: weights, rows: n))
      case .fixedShare: return scores.bartlettSum(lags: Self.fixedSpan(n) - 1)
      }
      if smallSample { factor = Double(n) / Double(n - p) }
    case .cluster(let labels, let smallSample):
      // Cannot trap: no option or file gives clusters.
      precondition(labels.count == n, "there must be one cluster label per row")
      let sums = scores.sums(by: labels)
      meat = sums.transposeTimesItself()
      let groups = Double(sums.rows)
      if smallSample, groups > 1 { factor = groups / (groups - 1) * Double(n - 1) / Double(n - p) }
    }
    return meat.scaled(by: factor)
  }

  /// F with F F' = covariance/σ̂², for drawing coefficients and for the standard errors of their combinations.
  ///
  /// A row of leverage 1 determines a coefficient alone, so that its residual, 0, says nothing about its error: σ̂ takes its place,
  /// as in the classical covariance. See ``columnsOfSingleRows(design:weights:)``.
  ///
  /// - Parameters:
  ///   - estimator: which covariance.
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  /// - Returns: p × p; B itself for the classical covariance, B times a factor of M for the others, so that its precision
  ///   does not depend on the condition of X.
  /// - Throws: ``LeastSquaresError/singularCovariance``, as with fewer clusters than coefficients.
  public func covarianceFactor(
    _ estimator: CovarianceEstimator, design: Matrix, weights: [Double]? = nil
  ) throws(LeastSquaresError) -> Matrix {
    try spread(estimator, design: design, weights: weights).factor
  }

  /// The same with the degrees of freedom of t statistics, and whether a row of leverage 1 determines a coefficient.
  ///
  /// Rows of priors are no observations: their errors are independent of each other and of everything else, and of the variance that
  /// the prior states, σ̂² in the units of the row, whatever the estimator; residuals and lags are those of the other rows.
  ///
  /// - Parameters:
  ///   - estimator: which covariance.
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  ///   - priors: how many of the last rows are those of priors.
  ///   - own: the standard deviation of a row whose residual says nothing: of priors and of leverage 1; nil for σ̂.
  ///   - combinations: the combinations of coefficients whose covariance is wanted, a row each, p × p; nil for the coefficients
  ///     themselves. Errors that are not linear in M, as those of Newey and West with their moments, are those of each combination.
  /// - Returns: the factor and what belongs to it.
  /// - Throws: ``LeastSquaresError/singularCovariance``, as with fewer clusters than coefficients.
  public func spread(
    _ estimator: CovarianceEstimator, design: Matrix, weights: [Double]? = nil, priors: Int = 0,
    sigma own: Double? = nil,
    combinations: Matrix? = nil
  ) throws(LeastSquaresError) -> CovarianceFactor {
    let freedom = Double(degreesOfFreedom)
    let combined = combinations?.times(inverseFactor) ?? inverseFactor
    if case .classical = estimator {
      return CovarianceFactor(
        factor: combined, freedom: [Double](repeating: freedom, count: parameters), hasSingleRows: false)
    }
    let (basis, prior) = orthonormalRows(design: design, weights: weights).split(at: observations - priors)
    let p = parameters
    let leverages = leverages(basis)
    let variance = (own ?? sigma) * (own ?? sigma)
    var meat = meat(estimator, design: design, weights: weights, basis: basis, leverages: leverages)
    let rows = Self.singleRows(leverages)
    for row in rows {
      for first in 0..<p {
        for second in 0..<p { meat[first, second] += variance * basis[row, first] * basis[row, second] }
      }
    }
    let stated = prior.transposeTimesItself().scaled(by: variance)
    if priors > 0 { meat = meat.plus(stated) }
    // M is in an orthonormal basis: its condition is not that of X.
    guard let root = meat.choleskyFactor() else { throw .singularCovariance }
    var factor = combined.times(root.scaled(by: 1 / sigma))
    var freedoms = [Double](repeating: freedom, count: p)
    if case .neweyWest(.fixedShare, _) = estimator {
      let moments = moments(of: combined, weights: weights, basis: basis, leverages: leverages)
      for (row, moment) in moments.enumerated() {
        // What priors state needs no correction and is known.
        let share = priors > 0 ? 1 - combined.form(stated, row: row) / combined.form(meat, row: row) : 1
        let corrected = moment.ratio * share
        let ratio = corrected + 1 - share
        let widened = ratio / corrected
        freedoms[row] = corrected > 0 ? min(freedom, moment.freedom * widened * widened) : freedom
        for column in 0..<p { factor[row, column] *= ratio.squareRoot() }
      }
    }
    return CovarianceFactor(factor: factor, freedom: freedoms, hasSingleRows: !rows.isEmpty)
  }

  /// ⌈1.3 √n⌉, at most n.
  private static func fixedSpan(_ observations: Int) -> Int {
    // Cannot trap: a small multiple of a root of the number of rows.
    min(observations, Int((1.3 * Double(observations).squareRoot()).rounded(.up)))
  }

  /// The moments of the Newey–West variance of combinations, of ``CovarianceEstimator/NeweyWestLag/fixedShare``.
  private func moments(
    of combinations: Matrix, weights: [Double]?, basis: Matrix, leverages: [Double]
  ) -> [(ratio: Double, freedom: Double)] {
    let own = residuals[..<basis.rows]
    let errors = weights.map { zip(own, $0).map { $0 * .sqrt($1) } } ?? Array(own)
    let products = zip(errors, errors.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    let moments = BartlettMoments(
      basis, singleRows: Self.singleRows(leverages), span: Self.fixedSpan(basis.rows),
      persistence: squares > 0 ? products / squares : 0)
    return moments.moments(of: combinations)
  }

  /// The columns whose coefficients depend on a row of leverage 1, so that they have no robust standard error: a single observation
  /// determines them.
  ///
  /// - Parameters:
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  ///   - priors: how many of the last rows are those of priors.
  /// - Returns: ascending.
  public func columnsOfSingleRows(design: Matrix, weights: [Double]? = nil, priors: Int = 0) -> [Int] {
    let basis = orthonormalRows(design: design, weights: weights).split(at: observations - priors).first
    let rows = Self.singleRows(leverages(basis))
    guard !rows.isEmpty else { return [] }
    return (0..<parameters).filter { column in
      let length = (0..<parameters).reduce(0) { $0 + inverseFactor[column, $1] * inverseFactor[column, $1] }
        .squareRoot()
      return rows.contains { row in
        let weight = (0..<parameters).reduce(0) { $0 + inverseFactor[column, $1] * basis[row, $1] }
        return abs(weight) > 1e-6 * length
      }
    }
  }

  private static func singleRows(_ leverages: [Double]) -> [Int] {
    leverages.indices.filter { leverages[$0] > 1 - 1e-8 }
  }

  /// Σ hᵢ over the first rows of the design: the number of parameters that these rows determine when the rows below
  /// them are priors.
  ///
  /// - Parameters:
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  ///   - rows: how many rows to count.
  /// - Returns: between 0 and p.
  public func effectiveParameters(design: Matrix, weights: [Double]? = nil, rows: Int) -> Double {
    let q = orthonormalRows(design: design, weights: weights)
    var sum = 0.0
    for row in 0..<rows { for column in 0..<parameters { sum += q[row, column] * q[row, column] } }
    return sum
  }

  /// The rows of √W X B, an orthonormal basis of the columns of √W X: n × p.
  func orthonormalRows(design: Matrix, weights: [Double]?) -> Matrix {
    // Cannot trap: estimators pass the design that they have just fitted.
    precondition(
      design.rows == observations && design.columns == parameters, "the design must be the one that was fitted")
    let n = observations
    let p = parameters
    var q = Matrix(rows: n, columns: p)
    design.checkBounds()
    // Bounded by the shapes: both matrices are n × p.
    unsafe q.elements.withUnsafeMutableBufferPointer { q in
      unsafe design.elements.withUnsafeBufferPointer { x in
        guard let q = q.baseAddress, let x = x.baseAddress else { return }
        for column in 0..<p {
          for k in 0..<p {
            unsafe VectorKernels.add(inverseFactor[k, column], x + n * k, to: q + n * column, count: n)
          }
        }
      }
    }
    if let weights {
      for row in 0..<n {
        let root = Double.sqrt(weights[row])
        for column in 0..<p { q.elements[row + n * column] *= root }
      }
    }
    return q
  }

  /// The squared lengths of the rows of an orthonormal basis.
  func leverages(_ q: Matrix) -> [Double] {
    var sums = [Double](repeating: 0, count: q.rows)
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(q.elements.count == sums.count * parameters, "the basis must be that of this fit")
    // Bounded by the shape just checked.
    unsafe q.elements.withUnsafeBufferPointer { q in
      for column in 0..<parameters {
        let start = column * sums.count
        for row in 0..<sums.count { unsafe sums[row] += q[start + row] * q[start + row] }
      }
    }
    return sums
  }
}
