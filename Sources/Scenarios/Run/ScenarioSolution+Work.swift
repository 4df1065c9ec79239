import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling

extension ScenarioSolution {
  /// The work of questions, one after the other.
  ///
  /// - Parameter questions: what is asked.
  /// - Returns: the time and memory, by the number of scenarios, months, draws, coefficients, columns that are drawn, and the
  ///   unknowns and figures of the calibration.
  public func work(of questions: [ScenarioQuestion]) -> WorkEstimate {
    let sizes = ScenarioSizes(self)
    return questions.reduce(WorkEstimate.none) { $0.then(sizes.work(of: $1)) }
  }
}

/// The sizes of scenarios that determine how long a question takes.
private struct ScenarioSizes {
  private let solution: ScenarioSolution
  private let scenarios: Double
  private let months: Double
  private let draws: Double
  private let quantities: Double
  /// The coefficients of all drivers.
  private let coefficients: Double
  /// The columns that are drawn in some scenario.
  private let random: Double
  /// The seconds of one packet of eight draws: of everything random, and of one scenario.
  private let packet: Double
  private let path: Double

  private var equation: ScenarioEquation { solution.equation }
  private var packets: Double { draws / 8 }

  init(_ solution: ScenarioSolution) {
    let equation = solution.equation
    let scenarios = Double(equation.scenarios.count)
    let months = Double(equation.months.count)
    self.solution = solution
    self.scenarios = scenarios
    self.months = months
    draws = Double(solution.file.draws)
    quantities = Double(equation.quantities.names.count)
    coefficients = Double(equation.quantities.effects.count)
    random = Double(equation.columns.reduce(0) { $0 + ($1.needsNormals ? 1 : 0) + $1.forecasts.count })
    // What draws change is computed anew for each of them: by driver, its columns; by column, its path.
    let moving = equation.columns.indices.map { column in
      equation.scenarios.indices.count { !equation.paths.isFixed(column, in: $0) }
    }
    var moved = 0.0
    for driver in equation.drivers {
      guard case .column(let transform) = driver.source else { continue }
      let times = transform.decay == nil ? Double(moving[transform.column]) : scenarios
      moved += times / scenarios * (Double(driver.positions.count) * 10e-9 + 20e-9)
    }
    let measured =
      1e-6 + months * (30e-9 + 4e-9 * coefficients + moved) + 60e-9 * Double(equation.drivers.count)
    let factor = equation.quantities.distribution.factor
    let fitted = Double(solution.model.fit?.estimate.values.count ?? 0)
    let drawn =
      4 * 25e-9 * (Double(factor.columns) + months) + 4e-9 * (fitted * fitted + quantities)
      + random * months * 4 * 40e-9
    // Machines differ: what would take a minute on a slower one is not started here either. Calibrations are estimated at
    // their longest anyway.
    path = 1.4 * measured
    packet = 1.4 * drawn + Self.calibrationWork(solution, measured)
  }

  /// The seconds of the calibration of one packet: slopes in every unknown, and steps. Unknowns that enter ln U almost
  /// linearly need a few rounds; decays and levels can take all forty, with steps that are shortened again and again.
  private static func calibrationWork(_ solution: ScenarioSolution, _ path: Double) -> Double {
    guard let calibration = solution.calibration else { return 0 }
    let unknowns = Double(calibration.unknowns.count)
    let points = Double(calibration.points.count)
    let paths = Double(Set(calibration.points.map(\.scenario)).count) * path
    let isCurved = calibration.unknowns.contains { position in
      switch solution.equation.quantities.kinds[position] {
      case .decay, .level: true
      case .coefficient, .elasticity, .commonEffectScale, .effectScale: false
      }
    }
    return (isCurved ? 40.0 : 3.0)
      * ((unknowns + 4) * (paths + points * 20e-9) + (points + unknowns) * unknowns * unknowns * 10e-9)
  }

  func work(of question: ScenarioQuestion) -> WorkEstimate {
    switch question {
    case .run: run
    case .attribution: attribution
    case .price: described(packets * (packet + (2 * columns + 1) * (path + 80e-9 * columns)), "columns", columns)
    case .goal(let probabilities): goal(probabilities)
    case .tornado:
      described(
        packets * (packet + 20e-9 * quantities + 40e-9 * months + random * (path + 1e-6)) + 2 * quantities * path,
        "quantities", quantities)
    }
  }

  private var columns: Double { Double(equation.columns.count) }

  private var run: WorkEstimate {
    let cells = scenarios * months
    let kept = min(draws, 20_000, Double(ScenarioRun.mostNumbers) / (2 * cells))
    let shares = 1 + 2.5 * min(1, 2000 / draws)
    // Counting draws in bins takes longer than keeping them.
    let summary = draws > kept ? 300e-9 : 150e-9
    let seconds =
      packets * (packet + shares * scenarios * (path + summary * months)) + kept * (2 * cells + quantities) * 20e-9
    return WorkEstimate(
      seconds: seconds, bytes: memory + 8 * kept * (2 * cells + quantities), product: product("scenarios", scenarios),
      advice: "Lower `draws`, or take fewer scenarios or months")
  }

  /// The combinations of causes, and the vertices of the effects that a calibration leaves open.
  private var attribution: WorkEstimate {
    let causes =
      equation.scenarios.indices.map { scenario in
        let reference = equation.scenarios[scenario].reference
        return equation.columns.indices.count { equation.paths.differs($0, scenario, reference) }
          + equation.drivers.count { driver in
            guard case .event(let event) = driver.source else { return false }
            return event.happens[scenario] != event.happens[reference]
          }
      }.max() ?? 0
    let combinations = Double(1 << min(causes, ScenarioLimits.causes))
    let asked = min(draws, max(500, 100_000_000 / (combinations * months)))
    let game = path + combinations * months * (60e-9 + 8e-9 * Double(min(causes, ScenarioLimits.causes)))
    var seconds = asked / 8 * (packet + game)
    if let calibration = solution.calibration {
      let open = min(12, equation.quantities.effects.count)
      let held = max(1, min(open / 2, calibration.points.count))
      let vertices = (0..<held).reduce(1.0) { $0 * Double(open - $1) / Double($1 + 1) }
      let paths = Double(Set(calibration.points.map(\.scenario)).count) * path
      seconds += vertices * (8 * Double(held + 1) * paths + game)
    }
    return described(seconds, "combinations of causes", combinations)
  }

  /// The levels of a search, and halvings between two of them for each probability, on draws that are kept.
  private func goal(_ probabilities: Int) -> WorkEstimate {
    let kept = min(draws, max(1000, Double(solution.mostKeptDraws)))
    return described(
      kept / 8
        * (packet + path * (Double(GoalSearch.points + 2 * GoalSearch.refinements) + 21 * Double(probabilities))),
      "probabilities", Double(probabilities))
  }

  private func described(_ seconds: Double, _ things: String, _ number: Double) -> WorkEstimate {
    WorkEstimate(
      seconds: seconds, bytes: memory + 160e6, product: product(things, number),
      advice: "Lower `draws`, or take fewer months or drivers")
  }

  private static func whole(_ number: Double) -> Int {
    // Cannot trap: from 0 to 10¹⁵, also for NaN.
    Int(min(1e15, max(0, number)))
  }

  private func product(_ things: String, _ number: Double) -> String {
    [
      WorkEstimate.count(Self.whole(number), things), WorkEstimate.count(equation.months.count, "months"),
      WorkEstimate.count(solution.file.draws, "draws"),
      coefficients > 20 ? WorkEstimate.count(Self.whole(coefficients), "effects") : nil,
      solution.calibration.map { WorkEstimate.count($0.unknowns.count, "unknowns") },
      solution.calibration.map { WorkEstimate.count($0.points.count, "figures of the calibration") },
    ].compactMap { $0 }.joined(separator: " × ")
  }

  /// The deviations of all drivers, the factor of the quantities with its copies, and draws that are handled together.
  private var memory: Double {
    let factor = equation.quantities.distribution.factor
    return scenarios * months * 64 * (coefficients + 8) + 16 * Double(factor.rows) * Double(factor.columns) + 32e6
  }
}
