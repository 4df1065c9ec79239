import LeastSquares
import RealModule
import Series

/// The discrete-time hazard of given cells.
struct HazardRetention {
  private let model: RetentionModel
  private let table: CohortTable
  private let cells: [LossCell]
  private let shape: RetentionShape
  private let names: [String]
  private let design: Matrix

  init(_ model: RetentionModel, _ table: CohortTable, _ cells: [LossCell]) throws(RetentionError) {
    (self.model, self.table, self.cells) = (model, table, cells)
    let calendar = model.drivers.map(\.name) + (model.hasSeason ? ["season"] : [])
    var seen: Set<String> = []
    for driver in model.drivers where !seen.insert(driver.name).inserted {
      throw .driverNames(driver.name, isRepeated: true)
    }
    if let first = calendar.first, !table.isDated { throw .undated("`\(VisibleText.line(first))`") }
    let isAlone = table.cohorts.count { $0.lastAge > 0 } == 1
    if isAlone, model.ages != .smooth, !calendar.isEmpty { throw .ageIsCalendar(calendar) }
    let isSmooth = model.ages == .smooth || (model.ages == .automatic && isAlone)
    shape =
      isSmooth
      ? .smooth(season: model.hasSeason, drivers: model.drivers)
      : .groups(last: Self.lastGroup(cells), season: model.hasSeason, drivers: model.drivers)
    names = shape.names
    design = try Self.design(shape, cells)
    try Self.checkSeparation(shape, cells)
    guard cells.count > design.columns else { throw .tooFewCells(cells.count, coefficients: names) }
  }

  /// The first age of the last group: the largest one from which on at least twenty users leave and twenty stay in at least six cells.
  private static func lastGroup(_ cells: [LossCell]) -> Int {
    let last = cells.map(\.age).max() ?? 1
    var (lost, stayed, count) = (0.0, 0.0, 0)
    let byAge = Dictionary(grouping: cells, by: \.age)
    for age in stride(from: last, to: 1, by: -1) {
      for cell in byAge[age] ?? [] {
        lost += cell.losses
        stayed += cell.users - cell.losses
        count += 1
      }
      if lost >= 20, stayed >= 20, count >= 6 { return age }
    }
    return 1
  }

  private static func design(_ shape: RetentionShape, _ cells: [LossCell]) throws(RetentionError) -> Matrix {
    let months = Set(cells.compactMap(\.month)).sorted()
    let rows = try shape.monthRows(months, drivers: shape.drivers)
    var positions: [Int: Int] = [:]
    for (position, month) in months.enumerated() { positions[month.ordinal] = position }
    var design = Matrix(rows: cells.count, columns: shape.ageCount + rows.columns)
    for (row, cell) in cells.enumerated() {
      for (column, value) in shape.ageRow(cell.age).enumerated() { design[row, column] = value }
      guard let position = cell.month.flatMap({ positions[$0.ordinal] }) else { continue }
      for column in 0..<rows.columns { design[row, shape.ageCount + column] = rows[position, column] }
    }
    return design
  }

  /// Ages and months of the year in which nobody or everybody leaves.
  private static func checkSeparation(_ shape: RetentionShape, _ cells: [LossCell]) throws(RetentionError) {
    func check(_ name: String, _ cells: [LossCell]) throws(RetentionError) {
      let (users, losses) = cells.reduce((0, 0)) { ($0.0 + $1.users, $0.1 + $1.losses) }
      if losses == 0 { throw .separated(name, everyoneLeaves: false) }
      if losses == users { throw .separated(name, everyoneLeaves: true) }
    }
    if case .groups(let last, _, _) = shape {
      let groups = Dictionary(grouping: cells) { min($0.age, last) }
      for age in groups.keys.sorted() { try check(age == last ? "age \(age)+" : "age \(age)", groups[age] ?? []) }
    }
    if shape.hasSeason {
      let months = Dictionary(grouping: cells) { $0.month?.monthOfYear ?? 0 }
      for month in months.keys.sorted() where month > 0 {
        try check("season \(Month.names[month - 1])", months[month] ?? [])
      }
    }
  }

  func fit(_ notes: [RetentionNote]) throws(RetentionError) -> FittedRetention {
    let regression = try regression()
    let logLikelihood = zip(cells, regression.fitted).reduce(0) { sum, pair in
      sum
        + LossesByAge.logLikelihood(
          users: pair.0.users, losses: pair.0.losses, logStay: .log(onePlus: -pair.1))
    }
    guard logLikelihood.isFinite else { throw .notFinite }
    let roots = regression.weights.map { $0.squareRoot() }
    let inverse = regression.fit.inverseFactor
    var basis = design.times(inverse)
    for row in 0..<basis.rows { for column in 0..<basis.columns { basis[row, column] *= roots[row] } }
    let (labels, clusters) = ClusterSpread.labels(cells)
    let spread = ClusterSpread(
      basis: basis, residuals: zip(regression.fit.residuals, roots).map(*), roots: roots, labels: labels,
      clusters: clusters)
    let classical = ClusterSpread.covariance(inverse, Matrix(identity: names.count))
    let model = ClusterSpread.covariance(inverse, spread.model)
    let cluster = table.isDated ? ClusterSpread.covariance(inverse, spread.liangZeger) : nil
    let freedom = table.isDated ? max(1, spread.freedom) : Double(cells.count - names.count)
    let robust =
      table.isDated ? spread.reduced(inverse) : (covariance: model, freedom: names.map { _ in freedom })
    return FittedRetention(
      kind: .hazard, table: table, shape: shape, values: regression.coefficients,
      parameters: names.indices.map { index in
        RetentionParameter(
          name: names[index], value: regression.coefficients[index], isLogarithmic: false,
          standardError: robust.covariance[index, index].squareRoot(), degreesOfFreedom: robust.freedom[index],
          classicalError: classical[index, index].squareRoot(),
          clusterError: cluster.map { $0[index, index].squareRoot() })
      },
      covariance: robust.covariance, drawCovariance: model, logLikelihood: logLikelihood,
      dispersion: spread.dispersion(isDated: table.isDated, freedom: freedom), shapeTest: nil,
      notes: notes + self.notes(clusters), converged: regression.converged)
  }

  private func notes(_ clusters: Int) -> [RetentionNote] {
    var notes: [RetentionNote] = []
    let calendar = model.drivers.map(\.name) + (model.hasSeason ? ["season"] : [])
    if !calendar.isEmpty {
      let isAlone = table.cohorts.count { $0.lastAge > 0 } == 1
      notes.append(isAlone ? .ageIsCalendar(calendar) : .sameCurve)
    }
    if case .groups(let last, _, _) = shape, last < table.lastAge { notes.append(.pooledAges(from: last)) }
    if table.isDated, clusters < 12 { notes.append(.fewMonths(clusters)) }
    return notes
  }

  private func regression() throws(RetentionError) -> LogitRegression {
    var start = [Double](repeating: 0, count: design.columns)
    func logit(_ cells: [LossCell]) -> Double {
      let (users, losses) = cells.reduce((0, 0)) { ($0.0 + $1.users, $0.1 + $1.losses) }
      return .log((losses + 0.5) / (users - losses + 0.5))
    }
    if case .groups(let last, _, _) = shape {
      for (age, group) in Dictionary(grouping: cells, by: { min($0.age, last) }) { start[age - 1] = logit(group) }
    } else {
      start[0] = logit(cells)
    }
    do {
      let regression = try LogitRegression(
        design, shares: cells.map { $0.losses / $0.users }, trials: cells.map(\.users), from: start)
      let isExtreme = regression.fitted.contains { $0 < 1e-9 || $0 > 1 - 1e-9 }
      if !regression.converged || isExtreme { throw separation(regression) }
      return regression
    } catch let error as RetentionError {
      throw error
    } catch let error as LeastSquaresError {
      switch error {
      case .dependentColumns(let dependences):
        guard let first = dependences.first else { throw .notFinite }
        throw .inseparable(names[first.column], from: first.on.map { names[$0] })
      case .tooFewObservations(let rows, _): throw .tooFewCells(rows, coefficients: names)
      default: throw .notFinite
      }
    } catch {
      throw .notFinite
    }
  }

  /// The coefficient that has run off farthest.
  private func separation(_ regression: LogitRegression) -> RetentionError {
    let reach = names.indices.map { column in
      abs(regression.coefficients[column]) * (0..<design.rows).reduce(0) { max($0, abs(design[$1, column])) }
    }
    let candidates = Array(names.indices.dropFirst(shape.ageCount))
    let worst = (candidates.isEmpty ? Array(names.indices) : candidates).max { reach[$0] < reach[$1] } ?? 0
    return .separated(names[worst], everyoneLeaves: regression.coefficients[worst] > 0)
  }
}
