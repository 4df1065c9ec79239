import ChurnModels
import Drivers
import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioSolution {
  /// Where each quantity comes from.
  var provenance: [Provenance] {
    let scalesAll = equation.quantities.extras.contains {
      if case .effectScale = $0.quantity { true } else { false }
    }
    return equation.quantities.distribution.estimated.enumerated().map { index, estimated in
      let isScaled = scalesAll && equation.model.specification.driverIndices.contains(index)
      if equation.quantities.unknowns.contains(index) || isScaled { return .calibrated }
      return estimated ? .estimated : .assumed
    }
  }

  /// The position of the effect scale that holds everywhere; nil where there is none.
  var commonScale: Int? {
    equation.quantities.extras.first { $0.quantity == .effectScale(scenarios: nil) }?.position
  }

  /// The quantities as they are shown: effects with a scale that holds everywhere.
  func displayed(_ draw: ScenarioEquation.Draw) -> [Lanes] {
    guard let commonScale else { return draw.parameters }
    var result = draw.parameters
    for position in equation.model.specification.driverIndices { result[position] *= draw.parameters[commonScale] }
    return result
  }

  /// Every number at the centre and, where it is uncertain, the interval of its draws.
  func parameters(_ samples: DrawTable) -> [ScenarioParameter] {
    let values = displayed(centre)
    // Beside a scale of some scenarios effects are shown as they were before it.
    let own = provenance.enumerated().map { index, provenance in
      guard commonScale == nil, !equation.quantities.unknowns.contains(index) else { return provenance }
      return equation.quantities.distribution.estimated[index] ? Provenance.estimated : .assumed
    }
    let listed = equation.quantities.names.indices.filter { $0 != commonScale }.map { index in
      ScenarioParameter(
        name: equation.quantities.names[index], value: values[index][0], interval: interval(samples.sample(index)),
        provenance: own[index])
    }
    let innovation = ScenarioParameter(
      name: "innovation", value: equation.model.distribution.innovation, interval: nil,
      provenance: equation.model.distribution.innovationEstimated ? .estimated : .assumed)
    return listed + [innovation]
  }

  /// The central interval of the widest level; nil where all draws agree.
  private func interval(_ sample: DrawSample) -> ClosedRange<Double>? {
    let widest = file.levels.last ?? 0.95
    let ends = sample.quantiles([(1 - widest) / 2, (1 + widest) / 2])
    return ends[1] - ends[0] > 1e-12 * max(abs(ends[0]), abs(ends[1])) ? ends[0]...ends[1] : nil
  }

  func driverLevels(_ central: ScenarioEquation.Draw) -> [DriverLevels] {
    equation.columns.indices.map { index in
      let column = equation.columns[index]
      let driver = equation.drivers.first { $0.column == index }
      let reference =
        driver.flatMap { driver in
          equation.model.specification.drivers.firstIndex { $0.name == driver.name }
        }.map { equation.model.references[$0] } ?? column.reference ?? 0
      return DriverLevels(
        driver: column.name, reference: reference,
        paths: file.scenarios.indices.map { scenario in
          equation.raw(index, equation.whole(scenario), central).suffix(equation.months.count).map { $0[0] }
        },
        provenance: file.scenarios.contains { equation.quantities.level(of: column.name, in: $0.name) != nil }
          ? .calibrated : .assumed)
    }
  }

  func extrapolations(_ central: ScenarioEquation.Draw) -> [Extrapolation] {
    file.scenarios.indices.flatMap { scenario in
      equation.columns.indices.compactMap { index -> Extrapolation? in
        let column = equation.columns[index]
        guard let range = column.range else { return nil }
        let path = equation.raw(index, equation.whole(scenario), central)[column.known...]
        func distance(_ value: Double) -> Double { max(range.lowerBound - value, value - range.upperBound) }
        guard let first = path.firstIndex(where: { distance($0[0]) > 1e-12 * abs($0[0]) }),
          let farthest = path.max(by: { distance($0[0]) < distance($1[0]) })
        else { return nil }
        return Extrapolation(
          scenario: file.scenarios[scenario].name, driver: column.name, month: column.first.advanced(by: first),
          level: farthest[0], range: range)
      }
    }
  }

  func result(_ calibration: Calibration, _ samples: DrawTable) -> CalibrationResult {
    let central = calibration.centre
    let names = calibration.unknowns.map { equation.quantities.names[$0] }
    let requests = file.calibration?.unknowns ?? []
    let shown = displayed(central)
    let floors = requests.enumerated().map { index, unknown -> Double? in
      switch unknown.quantity {
      case .effectScale, .carryover, .level: 0
      // A harmful effect stays harmful.
      case .effect: equation.quantities.distribution.mean[calibration.unknowns[index]] >= 0 ? 0 : nil
      case .growth: nil
      }
    }
    let ceilings = requests.enumerated().map { index, unknown -> Double? in
      switch unknown.quantity {
      case .carryover: Calibration.highestDecay
      case .effect: equation.quantities.distribution.mean[calibration.unknowns[index]] < 0 ? 0 : nil
      default: nil
      }
    }
    return CalibrationResult(
      unknowns: calibration.unknowns.indices.map { index in
        let position = calibration.unknowns[index]
        var seen: ClosedRange<Double>?
        if case .level(let name, _) = requests[index].quantity {
          seen = equation.columns.first { $0.name == name }?.range
        }
        return .init(
          name: names[index], value: shown[position][0], interval: interval(samples.sample(position)),
          unscaled: calibration.solution[index],
          belief: calibration.beliefs[index].map {
            .init(value: equation.quantities.distribution.mean[position], standardDeviation: $0)
          }, seen: seen,
          leavesSign: floors[index].map { calibration.solution[index] < $0 } == true
            || ceilings[index].map { calibration.solution[index] > $0 } == true)
      },
      points: calibration.points.map { point in
        .init(
          scenario: file.scenarios[point.scenario].name,
          month: equation.months.lowerBound.advanced(by: point.month), published: point.published,
          users: .exp(
            equation.levels(equation.whole(point.scenario), as: point.scenario, central)[point.month][0]),
          tolerance: point.tolerance)
      },
      undetermined: calibration.undetermined(names, floors: floors, ceilings: ceilings),
      jointEffects: calibration.openEffects(provenance).map { equation.quantities.names[$0] })
  }
}
