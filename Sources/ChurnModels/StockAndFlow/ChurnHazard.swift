import Drivers
import LeastSquares
import Series

/// Stock and flow: Uₜ = Uₜ₋₁(1 − hₜ) + Aₜ with the hazard of leaving, logit hₜ = γ₀ + s_{m(t)} + Σ γₖ zₖₜ.
///
/// What can be estimated depends on what is observed:
/// - lost users: hₜ is seen, churnedₜ/Uₜ₋₁, and γ follows by a fractional logit (quasi-likelihood by iteratively reweighted
///   QR) with robust errors;
/// - acquired users only: Aₜ is known, and γ minimises the squared errors of ln U between any two figures;
/// - neither: Aₜ is a constant A or a·Uₜ₋₁(1 − Uₜ₋₁/K) with its own unknown parameters, and the data can rarely
///   distinguish a high hazard with many acquisitions from a low one with few: ``FittedChurnHazard/unidentified`` names
///   the parameters that are not identified.
///
/// Source: L. E. Papke and J. M. Wooldridge, Journal of Applied Econometrics 11 (1996), 619; F. M. Bass, Management Science 15
/// (1969), 215, for word of mouth.
public struct ChurnHazard: Sendable, Equatable {
  /// What the model consists of; its flows say which are observed.
  public let specification: ModelSpecification

  /// A model to be fitted.
  ///
  /// - Parameter specification: a specification with ``ModelSpecification/flows``.
  public init(_ specification: ModelSpecification) {
    // Cannot trap: the list of models gives this one only specifications with flows.
    precondition(specification.flows != nil, "a stock-and-flow model needs flows")
    self.specification = specification
  }

  /// Fits the model.
  ///
  /// - Parameter table: MAU, the raw columns of the drivers and of the observed flows.
  /// - Returns: the estimates and the data they rest on.
  /// - Throws: ``ChurnModelError`` when data are too few or missing, or coefficients cannot be told apart.
  public func fit(_ table: MonthlyTable) throws(ChurnModelError) -> FittedChurnHazard {
    let names = HazardEquation.names(specification)
    let file = table.mau.file.isEmpty ? "data" : table.mau.file
    let observed = table.mau.observedMonths
    guard observed.count >= names.count + 3, let first = observed.first else {
      throw .tooFewObservations(figures: observed.count, coefficients: names, file: file)
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedDriver(name) }
    if let driver = HazardEquation.unsuitableDriver(specification) {
      throw .badCombination(
        "a stock-and-flow model and distributed lags, an estimated decay, a sign or a prior (`\(driver.name)`)",
        "State the decay, and leave out sign and prior")
    }
    if let driver = specification.drivers.first(where: { $0.error != nil }) {
      throw .badCombination(
        "a stock-and-flow model and errors of a driver (`\(driver.name)`)", "Leave out the errors, or model net growth")
    }
    let columns = try specification.columns(in: table)
    let references = zip(specification.drivers, columns).map { $0.referenceLevel(of: $1, from: first) }
    do {
      let equation = try HazardEquation(specification, table, columns, references)
      return try equation.fit()
    } catch let error as LeastSquaresError {
      guard case .dependentColumns(let dependences) = error else {
        if case .tooFewObservations(let rows, _) = error {
          throw .tooFewObservations(figures: rows + 1, coefficients: names, file: file)
        }
        throw .notFinite
      }
      throw .inseparable(dependences.map { .init(coefficient: names[$0.column], from: $0.on.map { names[$0] }) })
    } catch let error as DriverError {
      throw .driver(error)
    } catch let error as ChurnModelError {
      throw error
    } catch {
      throw .notFinite
    }
  }
}
