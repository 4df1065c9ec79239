import RealModule

/// How much each observation pulls the fit, computed without refitting.
///
/// For weighted fits everything is that of the problem with rows times √w.
///
/// Source: D. A. Belsley, E. Kuh and R. E. Welsch, *Regression Diagnostics*, Wiley 1980, chapter 2.
public struct Influence: Sendable, Equatable {
  /// hᵢ, the diagonal of the hat matrix, 0 … 1; they sum to p.
  public let leverages: [Double]
  /// eᵢ/(1 − hᵢ): the residual of the observation when it is left out of the fit.
  public let leaveOneOutResiduals: [Double]
  /// eᵢ/(σ̂√(1 − hᵢ)), internally studentised.
  public let studentisedResiduals: [Double]
  /// eᵢ/(σ̂₍ᵢ₎√(1 − hᵢ)) with σ̂₍ᵢ₎ from the fit without the observation: t with n − p − 1 degrees of freedom.
  public let externallyStudentisedResiduals: [Double]
  /// Cook's distance, rᵢ² hᵢ/(p(1 − hᵢ)).
  public let cooksDistances: [Double]
  /// DFFITS, tᵢ√(hᵢ/(1 − hᵢ)).
  public let dffits: [Double]
}

extension LinearFit {
  /// The influence of every observation.
  ///
  /// - Parameters:
  ///   - design: X of the fit, n × p, n > p + 1.
  ///   - weights: w of the fit; nil for ones.
  /// - Returns: arrays of length n; where hᵢ = 1 the observation determines a coefficient alone, and what divides by
  ///   1 − hᵢ is NaN or infinite.
  public func influence(design: Matrix, weights: [Double]? = nil) -> Influence {
    let q = orthonormalRows(design: design, weights: weights)
    let p = Double(parameters)
    let rest = Double(degreesOfFreedom - 1)
    let leverages = leverages(q)
    var leaveOneOut: [Double] = []
    var internally: [Double] = []
    var externally: [Double] = []
    for (row, h) in leverages.enumerated() {
      let e = residuals[row] * (weights.map { .sqrt($0[row]) } ?? 1)
      leaveOneOut.append(e / (1 - h))
      internally.append(e / (sigma * .sqrt(1 - h)))
      let variance = max(0, residualSumOfSquares - e * e / (1 - h)) / rest
      externally.append(e / .sqrt(variance * (1 - h)))
    }
    return Influence(
      leverages: leverages, leaveOneOutResiduals: leaveOneOut, studentisedResiduals: internally,
      externallyStudentisedResiduals: externally,
      cooksDistances: zip(internally, leverages).map { $0 * $0 * $1 / (p * (1 - $1)) },
      dffits: zip(externally, leverages).map { $0 * .sqrt($1 / (1 - $1)) })
  }
}
