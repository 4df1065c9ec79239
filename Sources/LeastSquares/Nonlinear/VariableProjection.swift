import RealModule

/// Separable nonlinear least squares, y ≈ Φ(α) c: linear in c, nonlinear in α.
///
/// The linear coefficients are solved for at every α, so that only α is searched, by Levenberg–Marquardt on the
/// projected residual r(α) = (I − ΦΦ⁺) y. Its derivative is taken as −(I − ΦΦ⁺) Φ_k c: Kaufman leaves out the second term
/// of Golub and Pereyra, −(Φ⁺)'Φ_k' r. It lies in the range of Φ, to which r is orthogonal, so that the gradient J'r and
/// with it the solution are the same; the steps differ by a term of the size of the residual, and a Jacobian costs one
/// projection a parameter.
///
/// Source: G. H. Golub and V. Pereyra, SIAM Journal on Numerical Analysis 10 (1973), 413; L. Kaufman, BIT 15 (1975), 49.
public struct VariableProjection: Sendable {
  /// How α is searched.
  public var search = LevenbergMarquardt()

  /// A variable projection with the default search.
  public init() {}

  /// Minimises ‖y − Φ(α) c‖ over α and c.
  ///
  /// - Parameters:
  ///   - start: α₀.
  ///   - response: y, length m; multiply rows of y and Φ by √w for weights.
  ///   - linear: the number of columns of Φ.
  ///   - bounds: lower and upper bound of each α; nil for none.
  ///   - basis: writes Φ(α), m × linear.
  ///   - derivative: writes ∂Φ/∂α_k for a given k, m × linear; nil takes central differences.
  /// - Returns: the fit; how the search ended is a value in it.
  /// - Throws: ``LeastSquaresError`` when Φ is rank-deficient at the solution.
  public func minimise(
    from start: [Double], response: [Double], linear: Int, bounds: [ClosedRange<Double>]? = nil,
    basis: @escaping (_ alpha: [Double], _ phi: inout Matrix) -> Void,
    derivative: ((_ alpha: [Double], _ k: Int, _ slope: inout Matrix) -> Void)? = nil
  ) throws(LeastSquaresError) -> SeparableFit {
    let m = response.count
    var phi = Matrix(rows: m, columns: linear)
    var slope = phi
    var qr = PivotedQR()

    /// Solves for c at α; nil where Φ has no full rank.
    func coefficients(_ alpha: [Double]) -> [Double]? {
      basis(alpha, &phi)
      guard phi.elements.allSatisfy(\.isFinite) else { return nil }
      qr.factorise(phi)
      guard qr.rank == linear else { return nil }
      var rotated = response
      qr.applyQ(to: &rotated, transposed: true)
      qr.solveTriangle(&rotated)
      var c = [Double](repeating: 0, count: linear)
      for position in 0..<linear {
        let column = qr.pivot(position)
        c[column] = rotated[position] * qr.scale(ofColumn: column)
      }
      return c
    }

    /// ∂Φ/∂α_k · c.
    func directional(_ alpha: [Double], _ k: Int, _ c: [Double]) -> [Double] {
      if let derivative {
        derivative(alpha, k, &slope)
      } else {
        let (up, down, exact) = Differences.around(alpha, k, bounds)
        var base = phi
        basis(up, &slope)
        basis(down, &base)
        for index in slope.elements.indices {
          slope.elements[index] = exact > 0 ? (slope.elements[index] - base.elements[index]) / exact : 0
        }
      }
      return (0..<m).map { row in (0..<linear).reduce(0) { $0 + slope[row, $1] * c[$1] } }
    }

    let found = search.minimise(
      from: start, count: m,
      residuals: { alpha, f in
        guard coefficients(alpha) != nil else {
          for row in 0..<m { f[row] = .nan }
          return
        }
        f = response
        qr.project(&f)
      },
      jacobian: { alpha, j in
        guard let c = coefficients(alpha) else { return }
        for k in alpha.indices {
          var column = directional(alpha, k, c)
          qr.project(&column)
          for row in 0..<m { j[row, k] = -column[row] }
        }
      }, bounds: bounds)

    // The covariance of all parameters from the full Jacobian [Φ, Φ_k c].
    let alpha = found.parameters
    basis(alpha, &phi)
    var solver = LinearSolver()
    let fit = try solver.solve(phi, response)
    let columns =
      (0..<linear).map { phi.column($0) } + alpha.indices.map { directional(alpha, $0, fit.coefficients) }
    let full = try solver.solve(Matrix(columns: columns), fit.residuals)
    return SeparableFit(
      nonlinear: alpha, linear: fit.coefficients, residuals: fit.residuals,
      inverseFactor: full.inverseFactor, search: found)
  }
}

/// A fitted separable problem.
public struct SeparableFit: Sendable, Equatable {
  /// α̂.
  public let nonlinear: [Double]
  /// ĉ.
  public let linear: [Double]
  /// y − Φ(α̂) ĉ.
  public let residuals: [Double]
  /// B with B B' = (J'J)⁻¹ for the full Jacobian in the order c, α.
  public let inverseFactor: Matrix
  /// How the search of α ended.
  public let search: NonlinearFit

  /// Σ e².
  public var residualSumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
  /// √(Σ e²/(m − all parameters)).
  public var sigma: Double {
    .sqrt(residualSumOfSquares / Double(residuals.count - linear.count - nonlinear.count))
  }

  /// σ̂²(J'J)⁻¹ in the order c, α.
  public var covariance: Matrix {
    inverseFactor.timesTransposeOfItself().scaled(by: sigma * sigma)
  }
}
