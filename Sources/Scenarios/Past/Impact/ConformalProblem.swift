import RealModule

/// The conformal tests of one panel.
struct ConformalProblem {
  private let panel: ImpactPanel
  private let statistic: ConformalInference.Statistic

  init(_ panel: ImpactPanel, _ statistic: ConformalInference.Statistic) {
    self.panel = panel
    self.statistic = statistic
  }

  /// The share of rotations whose last block is at least as extreme as that of the residuals themselves.
  func pValue(of effect: Double) -> Double {
    let outcomes = panel.treated.enumerated().map { $0.offset < panel.event ? $0.element : $0.element - effect }
    let weights = SimplexLeastSquares.solve(panel.controls, outcomes)
    let mean = panel.weightedControls(weights)
    var residuals = zip(outcomes, mean).map { $0 - $1 }
    // Powers of numbers of size 1 do not overflow.
    let largest = residuals.reduce(0) { max($0, abs($1)) }
    if largest > 0 { for index in residuals.indices { residuals[index] /= largest } }
    let total = residuals.count
    // Rotations that are equal but for rounding count as equal.
    let own = block(residuals, from: panel.event) * (1 - 1e-12)
    var extreme = 0
    for start in 0..<total where block(residuals, from: start) >= own { extreme += 1 }
    return Double(extreme) / Double(total)
  }

  /// The statistic of as many residuals of the circle as there are times from the event on.
  private func block(_ residuals: [Double], from start: Int) -> Double {
    var sum = 0.0
    for offset in 0..<panel.timesAfter {
      let residual = residuals[(start + offset) % residuals.count]
      switch statistic {
      case .average: sum += residual
      case .power(let order): sum += order > 1 ? .pow(abs(residual), order) : abs(residual)
      }
    }
    return abs(sum)
  }

  /// All effects that are not rejected, or nil where none or no end of them can be found.
  func interval(around centre: Double, scale: Double, coverage: Double) -> ImpactInterval? {
    let level = 1 - coverage + 1e-12
    guard 1 / Double(panel.times.count) <= level else { return nil }
    let size = max(scale, 1e-9 * abs(centre), 1e-12 * (panel.treated.map { abs($0) }.max() ?? 1))
    guard let lower = end(from: centre, step: -size / 4, level), let upper = end(from: centre, step: size / 4, level)
    else { return nil }
    return ImpactInterval(lower: lower, upper: upper)
  }

  /// The last effect in one direction that is not rejected; nil if none is rejected however far.
  ///
  /// The p-value need not fall at every step, so that four rejections in a row, each half as far again, end the search.
  private func end(from centre: Double, step: Double, _ level: Double) -> Double? {
    var inside = centre
    var outside: Double?
    var distance = step
    var rejections = 0
    for _ in 0..<60 {
      let effect = centre + distance
      if pValue(of: effect) > level {
        (inside, outside, rejections) = (effect, nil, 0)
      } else {
        outside = outside ?? effect
        rejections += 1
        if rejections == 4 { break }
      }
      distance *= 1.5
    }
    guard rejections == 4, var outside else { return nil }
    for _ in 0..<16 {
      let middle = inside + (outside - inside) / 2
      if pValue(of: middle) > level { inside = middle } else { outside = middle }
    }
    return outside
  }
}

extension ImpactPanel {
  /// The panel of the times before the event and one after it.
  func upToEvent(and time: Int) -> ImpactPanel {
    ImpactPanel(
      treatedName: treatedName, controlNames: controlNames, times: Array(times[...event]),
      treated: Array(treated[..<event]) + [treated[time]], controls: controls.map { Array($0[..<event]) + [$0[time]] },
      event: event, predictors: [])
  }
}
