import LeastSquares
import Series

/// A model of how users of cohorts stay, to be fitted to a ``CohortTable``.
///
/// - `sbg`: S(t) = B(α, β + t)/B(α, β), and `bdw`: S(t) = B(α, β + t^c)/B(α, β), by maximum likelihood on all cohorts together, each up to its last age.
/// - `hazard`: losses_{c,a} of users_{c,a−1} are binomial with logit h = f(a) + s(month) + Σ γₖ(zₖ(month) − reference), by iteratively reweighted least
///   squares, with errors that hold where all cohorts of a month share a shock.
///
/// Source: Fader and Hardie 2007; Fader, Hardie, Liu, Davin and Steenburgh 2018; for the hazard, J. D. Singer and J. B. Willett, Journal of
/// Educational Statistics 18 (1993), 155.
public struct RetentionModel: Sendable, Equatable {
  /// Which model.
  public let kind: RetentionKind
  /// Drivers of the hazard.
  public let drivers: [HazardDriver]
  /// Whether the hazard has a season, twelve effects that sum to zero.
  public let hasSeason: Bool
  /// How the hazard depends on age.
  public let ages: AgeEffects
  /// Whether cells with more users than before are allowed; they count as nobody leaving.
  public let allowsGrowth: Bool

  /// A model.
  ///
  /// - Parameters:
  ///   - kind: which one.
  ///   - drivers: drivers of the hazard, known in every month in which a cohort is observed after its first.
  ///   - hasSeason: whether the hazard has a season.
  ///   - ages: how the hazard depends on age.
  ///   - allowsGrowth: whether cells with more users than before are allowed.
  public init(
    _ kind: RetentionKind, drivers: [HazardDriver] = [], hasSeason: Bool = false, ages: AgeEffects = .automatic,
    allowsGrowth: Bool = false
  ) {
    self.kind = kind
    self.drivers = drivers
    self.hasSeason = hasSeason
    self.ages = ages
    self.allowsGrowth = allowsGrowth
  }

  /// Fits the model.
  ///
  /// - Parameter table: cohorts and their users by age.
  /// - Returns: the estimates and the table they rest on.
  /// - Throws: ``RetentionError``.
  public func fit(_ table: CohortTable) throws(RetentionError) -> FittedRetention {
    let growth = table.growth
    if let first = growth.first, !allowsGrowth { throw .growth(first, cells: growth.count) }
    let cells = LossCell.cells(of: table)
    let (users, losses) = cells.reduce((0, 0)) { ($0.0 + $1.users, $0.1 + $1.losses) }
    guard losses > 0 else { throw .noLosses }
    guard losses < users else { throw .everyoneLost }
    let notes = growth.isEmpty ? [] : [RetentionNote.growth(cells: growth.count)]
    switch kind {
    case .sbg, .bdw:
      if let driver = drivers.first { throw .onlyHazard(kind, "driver `\(VisibleText.line(driver.name))`") }
      if hasSeason { throw .onlyHazard(kind, "season") }
      return try BetaRetention(kind, table, cells).fit(notes)
    case .hazard: return try HazardRetention(self, table, cells).fit(notes)
    }
  }
}
