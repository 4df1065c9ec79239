import RealModule

/// Regression with ARMA(p, q) errors by exact Gaussian maximum likelihood.
///
/// y = X β + e. For given φ, θ the Kalman filter whitens y and X, and β and σ² follow by least squares. What remains is a
/// function of φ and θ alone: −2 ln L = n ln(Σv²/F) + Σ ln F + constants, which is least where the sum of squares of
/// v√(G/F) is, G the geometric mean of F. So Levenberg–Marquardt applies, on partial autocorrelations tanh(u), which keep
/// the process stationary and invertible. Several starts are tried.
///
/// Source: A. C. Harvey and G. D. A. Phillips, Biometrika 66 (1979), 49; R. H. Jones, Technometrics 22
/// (1980), 389.
public struct ARMAErrors: Sendable, Equatable {
  /// p, 0 … 3.
  public let arOrder: Int
  /// q, 0 … 3.
  public let maOrder: Int

  /// A regression with ARMA(p, q) errors, p + q ≥ 1.
  public init(ar: Int, ma: Int) {
    precondition(ar >= 0 && ma >= 0 && ar + ma >= 1, "at least one order above 0")
    arOrder = ar
    maOrder = ma
  }

  /// Fits the regression.
  ///
  /// - Parameters:
  ///   - design: X, n × k in the order of time; k may be 0.
  ///   - response: y, length n.
  /// - Returns: the fit; whether it converged is a value in it.
  /// - Throws: ``LeastSquaresError`` when the columns are dependent or too many.
  public func fit(_ design: Matrix, _ response: [Double]) throws(LeastSquaresError) -> ARMAFit {
    let n = design.rows
    guard n > design.columns + arOrder + maOrder + 1 else {
      throw .tooFewObservations(rows: n, columns: design.columns + arOrder + maOrder)
    }
    let ordinary = try solve(design, response)
    var likelihood = ARMALikelihood(design: design, response: response, arOrder: arOrder, maOrder: maOrder)
    // A short search from every start, a long one from where the best of them ended.
    var short = LevenbergMarquardt()
    short.functionTolerance = 1e-7
    short.stepTolerance = 1e-3
    short.maximumEvaluations = 25
    short.polishes = false
    let ends = starts(ordinary.residuals).map {
      short.minimise(from: $0, count: n, residuals: { likelihood.residuals($0, into: &$1) })
    }.filter(\.residualSumOfSquares.isFinite)
    guard let near = ends.min(by: { $0.residualSumOfSquares < $1.residualSumOfSquares }) else {
      throw .responseNotFinite(row: 0)
    }
    // The likelihood is flat within a hundredth of a standard error; more digits would say nothing.
    var long = short
    long.functionTolerance = 1e-13
    long.stepTolerance = 1e-9
    long.maximumEvaluations = 500
    let best = long.minimise(from: near.parameters, count: n, residuals: { likelihood.residuals($0, into: &$1) })
    guard let solution = try likelihood.solution(best.parameters) else { throw .responseNotFinite(row: 0) }
    return ARMAFit(
      process: solution.process, coefficients: solution.coefficients, sigma: solution.sigma,
      logLikelihood: solution.logLikelihood, informationCovariance: likelihood.informationCovariance(at: solution),
      outerProductCovariance: likelihood.outerProductCovariance(at: solution),
      innovations: solution.innovations, converged: best.converged, evaluations: best.evaluations)
  }

  /// What Yule–Walker says, without, with and against a moving average; and strong persistence.
  private func starts(_ residuals: [Double]) -> [[Double]] {
    func unbounded(_ partial: [Double], _ moving: Double) -> [Double] {
      partial.map { .atanh(min(max($0, -0.98), 0.98)) }
        + [Double](repeating: 0, count: maOrder).enumerated().map {
          $0.offset == 0 ? .atanh(moving) : 0
        }
    }
    var partial: [Double] = []
    if arOrder > 0 {
      let process = AutoregressiveProcess(yuleWalker: residuals, order: arOrder, adjusted: false)
      partial = process.partialAutocorrelations ?? []
    }
    let strong = [Double](repeating: 0, count: arOrder).enumerated().map { $0.offset == 0 ? 0.9 : 0 }
    var starts = [unbounded(partial, 0)]
    if maOrder > 0 { starts += [unbounded(partial, 0.4), unbounded(partial, -0.4)] }
    if arOrder > 0 { starts.append(unbounded(strong, maOrder > 0 ? -0.3 : 0)) }
    return starts
  }
}

/// A fitted regression with ARMA errors.
public struct ARMAFit: Sendable, Equatable {
  /// φ̂ and θ̂.
  public let process: ARMAProcess
  /// β̂, length k.
  public let coefficients: [Double]
  /// σ̂ of the innovations, √(Σ v²/(nF)), the maximum-likelihood estimate.
  public let sigma: Double
  /// ln L at the maximum.
  public let logLikelihood: Double
  /// The inverse of the observed information in the order β, φ, θ, σ; nil where it is not positive definite, or
  /// the process stands within a step of the border of stationarity.
  public let informationCovariance: Matrix?
  /// The inverse of the outer product of the scores in the same order; nil where it is singular.
  public let outerProductCovariance: Matrix?
  /// v_t/√F_t, length n.
  public let innovations: [Double]
  /// Whether the search ended at a maximum.
  public let converged: Bool
  /// Evaluations of the likelihood by the best start.
  public let evaluations: Int

  /// The Gaussian criteria with k + p + q + 1 parameters: AIC = −2 ln L + 2(k + p + q + 1).
  public var aic: Double {
    -2 * logLikelihood + 2 * Double(coefficients.count + process.ar.count + process.ma.count + 1)
  }
}
