import Drivers
import Forecasting
import RealModule
import Sampling
import Series

extension ScenarioSolution {
  /// Every number at the centre and, where it is uncertain, the interval of its draws.
  func parameters(_ samples: DrawTable) -> [ScenarioParameter] {
    let quantities = equation.quantities
    let values = quantities.displayed(centre.parameters)
    // With a scale for some scenarios only, effects are shown before scaling.
    let own = provenance.enumerated().map { index, provenance in
      guard quantities.commonScale == nil, !quantities.unknowns.contains(index) else { return provenance }
      return quantities.distribution.estimated[index] ? Provenance.estimated : .assumed
    }
    let listed = quantities.names.indices.filter { $0 != quantities.commonScale }.map { index in
      ScenarioParameter(
        name: quantities.names[index], value: values[index][0],
        interval: interval(samples.sample(index), within: quantities.range(index, in: model.specification)),
        provenance: own[index])
    }
    let innovation = ScenarioParameter(
      name: "innovation", value: model.distribution.innovation, interval: nil,
      provenance: model.distribution.innovationEstimated ? .estimated : .assumed)
    return listed + [innovation]
  }

  /// The widest central interval; nil where all draws agree.
  private func interval(_ sample: DrawSample, within range: ClosedRange<Double>? = nil) -> ClosedRange<Double>? {
    let ends = sample.quantiles([(1 - widestCoverage) / 2, (1 + widestCoverage) / 2]).map { end in
      range.map { min(max(end, $0.lowerBound), $0.upperBound) } ?? end
    }
    return ends[1] - ends[0] > 1e-12 * max(abs(ends[0]), abs(ends[1])) ? ends[0]...ends[1] : nil
  }

  /// The expected levels of every column in every scenario.
  func driverLevels(_ central: ScenarioDraw) -> [DriverLevels] {
    /// By column, of the first driver made of it.
    var measured: [Int: Double] = [:]
    for driver in equation.drivers {
      guard case .column(let transform) = driver.source, measured[transform.column] == nil else { continue }
      measured[transform.column] = transform.reference
    }
    return equation.columns.indices.map { index in
      let column = equation.columns[index]
      return DriverLevels(
        driver: column.name, reference: measured[index] ?? column.reference ?? 0,
        paths: file.scenarios.indices.map { scenario in
          equation.paths.raw(index, equation.whole(scenario), central).suffix(equation.months.count).map { $0[0] }
        },
        provenance: file.scenarios.indices.contains { equation.quantities.level(ofColumn: index, in: $0) != nil }
          ? .calibrated : .assumed)
    }
  }

  /// The paths that leave the observed range.
  func extrapolations(_ central: ScenarioDraw) -> [Extrapolation] {
    file.scenarios.indices.flatMap { scenario in
      equation.columns.indices.compactMap { index -> Extrapolation? in
        let column = equation.columns[index]
        guard let range = column.range else { return nil }
        let path = equation.paths.raw(index, equation.whole(scenario), central)[column.known...]
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

  /// The result of the calibration.
  func result(
    _ calibration: Calibration, _ request: ScenarioFile.CalibrationRequest, _ samples: DrawTable
  ) -> CalibrationResult {
    let central = calibration.centre
    let quantities = equation.quantities
    let shown = quantities.displayed(central.parameters)
    let possible = calibration.possible
    let sets = Set(calibration.points.map(\.scenario)).compactMap {
      IdentifiedSet(calibration, provenance, scenario: $0)
    }
    return CalibrationResult(
      unknowns: zip(calibration.unknowns, request.unknowns).enumerated().map { index, unknown in
        let position = unknown.0
        var seen: ClosedRange<Double>?
        if case .level(let column, _) = quantities.kinds[position] { seen = equation.columns[column].range }
        return .init(
          name: quantities.names[position], quantity: unknown.1.quantity, value: shown[position][0],
          interval: interval(samples.sample(position)), unscaled: calibration.solution[index],
          belief: calibration.beliefs[index].map {
            .init(value: quantities.distribution.mean[position], standardDeviation: $0)
          }, seen: seen, leavesSign: !possible[index].contains(calibration.solution[index]))
      },
      points: calibration.points.map { point in
        .init(
          scenario: file.scenarios[point.scenario].name,
          month: equation.months.lowerBound.advanced(by: point.month), published: point.published,
          users: .exp(
            equation.levels(equation.whole(point.scenario), as: point.scenario, central)[point.month][0]),
          tolerance: point.tolerance)
      },
      undetermined: calibration.undetermined,
      jointEffects: Set(sets.flatMap(\.effects)).sorted().map { quantities.names[$0] })
  }
}
