import ChurnModels
import Drivers

extension NetGrowth {
  /// The work of a fit.
  ///
  /// One evaluation whitens P columns over the months and decomposes n × P; a search takes a number of evaluations that
  /// grows with the parameters in which the equation is nonlinear, most of all with those of the errors.
  public func fittingWork(figures: Int, months: Int, benchmarks: Bool) -> WorkEstimate {
    let own = fitWork(figures, months)
    let plain = NetGrowth(specification.withoutDrivers).fitWork(figures, months)
    // Its notes have the profile of every decay, with the others fitted anew at fifty values.
    let decays = specification.decayIndices.count
    let profiles = decays == 0 ? .none : fitWork(figures, months, decays: decays - 1).repeated(52 * Double(decays))
    return benchmarks ? own.then(plain).then(profiles) : own
  }

  private func fitWork(_ figures: Int, _ months: Int, decays: Int? = nil) -> WorkEstimate {
    let decays = decays ?? specification.decayIndices.count
    let columns = Double(specification.driverIndices.upperBound + 2)
    let (n, m) = (Double(figures), Double(months))
    let orders =
      specification.errors == .automatic
      ? Self.ordersOfChoice : specification.errors == .choice ? [0, 1] : [specification.errors.order]
    let seconds = orders.reduce(0.0) { sum, order in
      let state = Double(order) + Double(specification.timing.window)
      let evaluation = 1.5e-9 * n * columns * columns + m * columns * (20e-9 + 0.5e-9 * state * state) + 30e-6
      return sum + evaluation * evaluations(decays, order)
    }
    let product = [
      WorkEstimate.count(figures, "figures"),
      WorkEstimate.count(specification.driverIndices.upperBound, "coefficients"),
      specification.errors == .automatic ? WorkEstimate.count(orders.count, "processes of the errors") : nil,
      decays > 0 ? WorkEstimate.count(decays, "decays to be estimated") : nil,
    ]
    return WorkEstimate(
      seconds: seconds, bytes: 8 * columns * (20 * max(n, m) + 8 * columns),
      product: product.compactMap { $0 }.joined(separator: " × "),
      advice: specification.errors == .automatic ? "State the errors, or use fewer drivers" : "Use fewer drivers")
  }

  /// The numbers of coefficients of the errors that an automatic choice compares.
  private static var ordersOfChoice: [Int] {
    (0...ErrorProcess.highestOrder).flatMap { p in (0...ErrorProcess.highestOrder).map { p + $0 } }
  }

  /// The evaluations of one fit.
  private func evaluations(_ decays: Int, _ order: Int) -> Double {
    // With more than one coefficient of the errors, from about twelve starts.
    let searches = Double((order > 1 ? 40 : 15) * order * order)
    var number = 2 + 25 * Double(decays) + searches * Double(1 + decays)
    if specification.baseline == .decaying { number += 8 }
    if specification.baseline == .drifting || specification.baseline == .choice { number += 40 }
    if specification.robust != .none { number += 30 }
    // σ is found by fits for about ten values of it, rarely by more than thirty.
    if specification.figureError != nil { number *= 30 }
    // Simulation and extrapolation refits the model, for robust weights or what is not linear in the figures.
    let isSimulated = specification.drivers.contains { $0.error != nil && !$0.expression.isLinear }
    if specification.hasMeasurementErrors, isSimulated || specification.robust != .none || decays > 0 { number *= 260 }
    if specification.drivers.contains(where: { $0.sign != .free || $0.prior != nil }) { number *= 3 }
    return number
  }
}

extension NetGrowth {
  /// The work of a forecast: by the formula months × coefficients², by simulation draws × months × coefficients; in both,
  /// uncertain drivers are drawn from their history.
  public func forecastingWork(
    history: Int, months: Int, drawn: DrawnDrivers, options: ForecastOptions
  ) -> WorkEstimate {
    let isFormula =
      options.computation == .closedForm
      || options.computation == .automatic && specification.baseline.isLinear && drawn.columns == 0
        && specification.decayIndices.isEmpty && options.innovations == .gaussian
    let (m, p) = (Double(months), Double(specification.coefficientNames.count))
    let order =
      specification.errors == .automatic
      ? 2 * ErrorProcess.highestOrder : specification.errors == .choice ? 1 : specification.errors.order
    let driven = drawn.seconds(history: history, months: months, design: specification.driverIndices.upperBound)
    // The formula moves every uncertain column up and down in every month, or draws it where a transform is not linear.
    let draws = isFormula ? (drawn.columns > 0 ? max(FutureDrivers.draws, 2 * months) : 1) : options.draws
    let perMonth = isFormula ? 3e-9 * p * p + 5e-9 * m * Double(1 + 2 * order) + 1e-6 : 0
    let innovation = options.innovations == .student ? 300e-9 : 100e-9
    let perDraw = isFormula ? 0 : 1e-9 * p * p + m * (innovation + 1e-9 * p) + (order > 0 ? 1e-9 * m * m : 0)
    return WorkEstimate(
      seconds: m * perMonth + Double(draws) * (driven + perDraw), bytes: isFormula ? 1e6 : 24 * m * Double(draws),
      product: [
        WorkEstimate.count(months, "months"), WorkEstimate.count(draws, "draws"),
        WorkEstimate.count(specification.drivers.count, "drivers"),
      ].joined(separator: " × "), advice: "Lower the draws or the months")
  }
}

extension ErrorProcess {
  /// The number of its coefficients.
  fileprivate var order: Int { arOrder + maOrder }
}
