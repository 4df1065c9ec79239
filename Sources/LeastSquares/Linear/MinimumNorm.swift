private import CLAPACK

/// The solution of least length of a least-squares problem that may have many.
public struct MinimumNormSolution: Sendable, Equatable {
  /// β̂, the shortest of all minimisers, length p.
  public let coefficients: [Double]
  /// The number of singular values above the threshold.
  public let rank: Int
  /// The singular values of X, descending, length min(n, p).
  public let singularValues: [Double]
}

/// Finds the β of least ‖β‖ among those that minimise ‖Xβ − y‖. Its coefficients are not estimates: where the rank is
/// below p, any multiple of a dependence could be added.
///
/// - Parameters:
///   - design: X, n × p, finite.
///   - response: y, length n, finite.
///   - threshold: singular values below this fraction of the largest count as zero.
/// - Returns: the solution, its rank and the singular values.
///
/// Source: LAPACK `dgelsd`.
public func solveMinimumNorm(
  _ design: Matrix, _ response: [Double], threshold: Double = 1e-13
) -> MinimumNormSolution {
  let n = design.rows
  let p = design.columns
  precondition(n > 0 && p > 0 && response.count == n, "shapes do not fit together")
  precondition(design.elements.allSatisfy(\.isFinite) && response.allSatisfy(\.isFinite), "finite elements are needed")
  var a = design
  var b = response + [Double](repeating: 0, count: max(0, p - n))
  var values = [Double](repeating: 0, count: min(n, p))
  var rank: Int32 = 0
  var size = [0.0]
  var integerSize: [Int32] = [0]
  _ = unsafe clapack_dgelsd(
    Int32(n), Int32(p), &a.elements, Int32(n), &b, Int32(b.count), &values, threshold, &rank, &size, -1, &integerSize)
  var work = [Double](repeating: 0, count: Int(size[0]))
  var integerWork = [Int32](repeating: 0, count: Int(max(1, integerSize[0])))
  let info = unsafe clapack_dgelsd(
    Int32(n), Int32(p), &a.elements, Int32(n), &b, Int32(b.count), &values, threshold, &rank, &work, Int32(work.count),
    &integerWork)
  precondition(info == 0, "dgelsd returned info \(info)")
  return MinimumNormSolution(coefficients: Array(b[..<p]), rank: Int(rank), singularValues: values)
}
