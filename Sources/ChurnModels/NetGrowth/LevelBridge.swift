import LeastSquares

/// The likeliest levels of all months between figures: xₜ = ρₜ xₜ₋₁ + dₜ + Σⱼ ψⱼ εₜ₋ⱼ with the least Σ ε² whose figures, levels or
/// means of a few of them, are as given.
///
/// With A the response of the figures to ε and r what of them d does not give, ε = A′(AA′)⁻¹r; where figures are means, the first level
/// is unknown and follows by generalised least squares.
struct LevelBridge {
  /// d of every month after the first level.
  let drifts: [Double]
  /// ρ by month, or one for all.
  let persistence: [Double]
  /// ψ₀, ψ₁, ….
  let impulses: [Double]
  /// The months with a figure, ascending, counted from the first level.
  let figures: [Int]
  /// The number of levels averaged in a figure.
  let window: Int

  private func persistence(_ month: Int) -> Double { persistence.count == 1 ? persistence[0] : persistence[month - 1] }

  /// The levels for a first level and what is added to those of each month after it.
  private func path(from start: Double, at first: Int, _ added: [Double]) -> [Double] {
    var levels = [Double](repeating: 0, count: drifts.count + 1)
    levels[first] = start
    // Cannot trap: figures are among the months.
    for month in (first + 1)..<max(first + 1, levels.count) {
      levels[month] = persistence(month) * levels[month - 1] + added[month - 1]
    }
    return levels
  }

  /// What an innovation adds to the levels of its month and of later ones.
  private func added(by innovation: Int) -> [Double] {
    drifts.indices.map { month in
      let lag = month - innovation
      return lag >= 0 && lag < impulses.count ? impulses[lag] : 0
    }
  }

  /// What the figures are for some levels.
  private func measured(_ levels: [Double], _ months: ArraySlice<Int>) -> [Double] {
    months.map { month in levels[(month + 1 - window)...month].reduce(0, +) / Double(window) }
  }

  /// The levels that lead through the figures.
  ///
  /// - Parameter observed: one number for each of ``figures``.
  /// - Returns: one level a month, from the first level on; nil where numbers are out of range.
  func levels(through observed: [Double]) -> [Double]? {
    let isExact = window == 1
    let first = isExact ? figures[0] : 0
    let months = isExact ? figures.dropFirst() : figures[...]
    let figures = isExact ? observed.dropFirst() : observed[...]
    var responses = Matrix(rows: months.count, columns: drifts.count)
    for month in first..<drifts.count {
      let response = measured(path(from: 0, at: first, added(by: month)), months)
      for (row, value) in response.enumerated() { responses[row, month] = value }
    }
    let start = isExact ? observed[0] : 0
    let rest = zip(figures, measured(path(from: start, at: first, drifts), months)).map { $0 - $1 }
    guard let factor = responses.timesTransposeOfItself().choleskyFactor() else {
      return months.isEmpty ? [start] : nil
    }
    var multipliers = factor.solvingSymmetric(rest)
    var level = start
    if !isExact {
      let slope = measured(path(from: 1, at: first, drifts.map { _ in 0 }), months)
      let weights = factor.solvingSymmetric(slope)
      level = zip(weights, rest).reduce(0) { $0 + $1.0 * $1.1 } / zip(weights, slope).reduce(0) { $0 + $1.0 * $1.1 }
      for row in multipliers.indices { multipliers[row] -= level * weights[row] }
    }
    var all = drifts
    for innovation in first..<drifts.count {
      let size = multipliers.indices.reduce(0) { $0 + responses[$1, innovation] * multipliers[$1] }
      for lag in 0..<min(impulses.count, drifts.count - innovation) { all[innovation + lag] += size * impulses[lag] }
    }
    let levels = path(from: level, at: first, all)
    return levels.allSatisfy(\.isFinite) ? levels : nil
  }
}
