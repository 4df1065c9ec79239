import LeastSquares
import RealModule
import Series

/// Maximum likelihood of the shifted beta-geometric and of the beta discrete Weibull distribution.
struct BetaRetention {
  let kind: RetentionKind
  let table: CohortTable
  let cells: [LossCell]
  let data: LossesByAge

  init(_ kind: RetentionKind, _ table: CohortTable, _ cells: [LossCell]) throws(RetentionError) {
    (self.kind, self.table, self.cells) = (kind, table, cells)
    data = LossesByAge(cells)
    let needed = kind == .bdw ? 3 : 2
    guard data.ages.count >= needed else { throw .tooFewAges(kind, needed: needed, found: data.ages.count) }
  }

  private var count: Int { kind == .bdw ? 3 : 2 }

  func fit(_ notes: [RetentionNote]) throws(RetentionError) -> FittedRetention {
    let search = BetaSearch(data: data, count: count)
    let result = search.run()
    guard result.value.isFinite, result.position.allSatisfy(\.isFinite) else { throw .notFinite }
    let open = search.free(result.position, pressedBy: search.gradient(result.position))
    guard !open.isEmpty else { throw .notFinite }
    let change = chosen(search.transformation(result.position), open)
    guard let inverse = information(search, result.position, open).choleskyFactor().map(Self.inverse) else {
      throw .notFinite
    }
    let classical = ClusterSpread.covariance(change.times(Self.transposed(inverse)), Matrix(identity: open.count))
    let (spread, basis) = try spread(search, result.position, open)
    let robust = ClusterSpread.covariance(change.times(basis), spread.model)
    var notes = notes
    if !open.contains(1) { notes.append(.alike) }
    if !result.converged { notes.append(.notConverged) }
    let values = BetaSearch.parameters(result.position)
    let freedom = table.isDated ? max(1, spread.freedom) : Double(max(1, cells.count - count))
    let dispersion = spread.dispersion(isDated: table.isDated, freedom: freedom)
    let draft = FittedRetention(
      kind: kind, table: table, shape: .beta(hasShape: count > 2), values: values,
      parameters: values.indices.map { index in
        RetentionParameter(
          name: ["alpha", "beta", "c"][index], value: .exp(values[index]), isLogarithmic: true,
          // Independence cannot make errors smaller than the likelihood says.
          standardError: max(robust[index, index], classical[index, index]).squareRoot(), degreesOfFreedom: freedom,
          classicalError: classical[index, index].squareRoot(), clusterError: nil)
      },
      covariance: classical, drawCovariance: robust, logLikelihood: result.value, dispersion: dispersion,
      shapeTest: shapeTest(result.value, dispersion), notes: notes, converged: result.converged)
    return draft
  }

  /// The test of c = 1.
  private func shapeTest(_ value: Double, _ dispersion: RetentionDispersion) -> LikelihoodRatio? {
    guard kind == .bdw else { return nil }
    let smaller = BetaSearch(data: data, count: 2).run()
    return LikelihoodRatio(
      statistic: max(0, 2 * (value - smaller.value)), degreesOfFreedom: 1,
      overdispersion: max(1, dispersion.pearson))
  }

  /// The columns of the transformation that a bound does not hold.
  private func chosen(_ transformation: Matrix, _ open: [Int]) -> Matrix {
    Matrix(columns: open.map(transformation.column))
  }

  /// −∂² ln L over the free positions, by central differences of the gradient.
  private func information(_ search: BetaSearch, _ position: [Double], _ open: [Int]) -> Matrix {
    var result = Matrix(rows: open.count, columns: open.count)
    let step = 1e-5
    for (column, index) in open.enumerated() {
      var (up, down) = (position, position)
      up[index] += step
      down[index] -= step
      let (above, below) = (search.gradient(up), search.gradient(down))
      for (row, other) in open.enumerated() { result[row, column] = (below[other] - above[other]) / (2 * step) }
    }
    for row in open.indices {
      for column in 0..<row {
        let mean = (result[row, column] + result[column, row]) / 2
        result[row, column] = mean
        result[column, row] = mean
      }
    }
    return result
  }

  /// L⁻¹ of a lower triangle L.
  private static func inverse(_ lower: Matrix) -> Matrix {
    let n = lower.rows
    var result = Matrix(rows: n, columns: n)
    for column in 0..<n {
      for row in column..<n {
        var sum = row == column ? 1.0 : 0
        for k in column..<row { sum -= lower[row, k] * result[k, column] }
        result[row, column] = sum / lower[row, row]
      }
    }
    return result
  }

  private static func transposed(_ matrix: Matrix) -> Matrix {
    Matrix(columns: (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } })
  }

  /// What cells say beyond ages: the logit of each, as a linear regression about the maximum.
  private func spread(
    _ search: BetaSearch, _ position: [Double], _ open: [Int]
  ) throws(RetentionError) -> (spread: ClusterSpread, basis: Matrix) {
    let curve = BetaCurve(BetaSearch.parameters(position))
    var design = Matrix(rows: cells.count, columns: open.count)
    var (roots, residuals): ([Double], [Double]) = ([], [])
    for (row, cell) in cells.enumerated() {
      let hazard = -Double.expMinusOne(curve.logStay(cell.age))
      let root = max(cell.users * hazard * (1 - hazard), 1e-12).squareRoot()
      let slopes = search.slopes(curve, cell.age)
      // d logit h = −d ln(1 − h)/h.
      for (column, index) in open.enumerated() { design[row, column] = -slopes[index] / max(hazard, 1e-300) * root }
      roots.append(root)
      residuals.append((cell.losses - cell.users * hazard) / root)
    }
    var qr = PivotedQR()
    guard cells.count >= open.count, qr.factorise(design), qr.rank == open.count else { throw .notFinite }
    var inverse = Matrix(rows: 0, columns: 0)
    qr.invert(into: &inverse)
    let (labels, clusters) = ClusterSpread.labels(cells)
    let spread = ClusterSpread(
      basis: design.times(inverse), residuals: residuals, roots: roots, labels: labels, clusters: clusters)
    return (spread, inverse)
  }
}
