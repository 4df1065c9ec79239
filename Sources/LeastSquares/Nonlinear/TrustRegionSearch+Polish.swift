extension TrustRegionSearch {
  /// Gauss–Newton steps beyond the point where ‖f‖ can tell a better x from a worse one.
  ///
  /// ‖f‖ is flat at its minimum: a change of x by √ε is lost in its rounding. The step itself is not: it keeps
  /// shrinking as long as it exceeds rounding, so the step, not ‖f‖, decides here. Differences are central.
  mutating func polish(_ residuals: LevenbergMarquardt.Residuals, _ jacobian: LevenbergMarquardt.Jacobian?) {
    let n = x.count
    var j = Matrix(rows: f.count, columns: n)
    var qr = PivotedQR()
    let norm = Norms.euclidean(f)
    var previous = 1e-2 * Norms.scaled(x, scale)
    for _ in 0..<100 {
      if let jacobian {
        jacobian(x, &j)
      } else {
        Differences.central(at: x, residuals, bounds, &trialResiduals, &j)
        evaluations += 2 * n
      }
      guard j.elements.allSatisfy(\.isFinite) else { return }
      if let bounds { Self.freeze(&j, at: x, f, bounds) }
      qr.factorise(j)
      guard qr.rank == n else { return }
      var rotated = f
      qr.applyQ(to: &rotated, transposed: true)
      qr.solveTriangle(&rotated)
      var trial = x
      for position in 0..<n {
        let column = qr.pivot(position)
        trial[column] -= rotated[position] * qr.scale(ofColumn: column)
      }
      trial = Self.projected(trial, bounds)
      let length = Norms.scaled(zip(x, trial).map { $0 - $1 }, scale)
      guard length < 0.9 * previous else { return }
      residuals(trial, &trialResiduals)
      evaluations += 1
      guard Norms.euclidean(trialResiduals) <= norm * (1 + 1e-10) else { return }
      x = trial
      swap(&f, &trialResiduals)
      previous = length
    }
  }
}
