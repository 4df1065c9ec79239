import ChurnForecast
import RealModule
import Testing

@Suite("Errors in the figures of drivers")
struct MeasurementErrorTests {
  /// Growth that a driver lowers by 0.01 a unit; its figures have errors by which a share of their variance is not error.
  private static func table(_ seed: UInt64, months: Int, reliability: Double, common: Double = 0) -> MonthlyTable {
    var stream = RandomStream(seed: seed, index: 0)
    let deviation = ((1 - reliability) / reliability).squareRoot()
    let shared = common * stream.normal()
    var (level, users, figures) = (18.0, [Double](), [Double]())
    for _ in 0...months {
      let truth = stream.gamma(shape: 4) / 2
      figures.append(truth + deviation * stream.normal() + shared)
      level += 0.02 - 0.01 * (truth - 2) + 0.008 * stream.normal()
      users.append(.exp(level))
    }
    let first = Month(year: 2012, month: 1)
    let error = (deviation * deviation + common * common).squareRoot()
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [
        MonthlyColumn(name: "x", first: first, values: figures),
        MonthlyColumn(name: "x_se", first: first, values: figures.map { _ in error }),
      ])
  }

  private static func model(
    _ expression: DriverExpression = .column("x"), errors: ErrorProcess = .independent, robust: Robustness = .none,
    baseline: Baseline = .constant, common: [MonthlyColumn] = []
  ) -> NetGrowth {
    let error = MeasurementError(column: "x_se", common: common)
    return NetGrowth(
      ModelSpecification(
        baseline: baseline, drivers: [DriverSpecification(expression, name: "x", error: error)], errors: errors,
        robust: robust))
  }

  @Test("95 % intervals hold where those of the naive estimate do not", arguments: [(72, 200), (120, 120)])
  func coverage(months: Int, series: Int) throws {
    var (held, naive, ratios) = (0, 0, [Double]())
    for seed in 1...series {
      // Cannot trap: a small number. One in some hundreds looks as if it were mostly error, and is refused: that counts
      // as an interval that does not hold.
      guard let fit = try? Self.model().fit(Self.table(UInt64(seed), months: months, reliability: 0.54)) else {
        continue
      }
      let effect = fit.effects[0]
      if effect.interval(coverage: 0.95).contains(0.01) { held += 1 }
      ratios.append(effect.estimate / 0.01)
      let measured = try #require(fit.measured.first)
      #expect(measured.method == .moments)
      if abs(measured.naive - 0.01) < 2 * measured.naiveError { naive += 1 }
    }
    let cover = Double(held) / Double(series)
    print(
      "errors in a driver, \(months) months: covers \(cover), naive \(Double(naive) / Double(series)), median ratio \(ratios.sorted()[ratios.count / 2])"
    )
    #expect(cover > 0.90 && cover <= 0.99)
    #expect(Double(naive) / Double(series) < 0.1)
    #expect(abs(ratios.sorted()[ratios.count / 2] - 1) < 0.08)
  }

  @Test("Robust weights, correlated errors, season and lags are corrected, too")
  func others() throws {
    let table = Self.table(3, months: 240, reliability: 0.6)
    let plain = try Self.model().fit(table).effects[0].estimate
    for model in [
      Self.model(errors: .arma(p: 1, q: 0)), Self.model(robust: .huber), Self.model(baseline: .saturating),
      Self.model(baseline: .drifting),
    ] {
      let fit = try model.fit(table)
      let measured = try #require(fit.measured.first)
      #expect(measured.naive < 0.75 * plain, "\(model.specification.baseline) \(model.specification.robust)")
      #expect(abs(fit.effects[0].estimate / plain - 1) < 0.15)
      #expect(fit.effects[0].standardError > measured.naiveError)
    }
    #expect(try Self.model(robust: .huber).fit(table).measured[0].method == .simex)
  }

  @Test("Without errors nothing changes, and the same figures as exact ones give the naive effect")
  func exact() throws {
    let table = Self.table(4, months: 100, reliability: 0.7)
    let zero = MonthlyTable(
      mau: table.mau,
      drivers: [
        table.drivers[0], MonthlyColumn(name: "x_se", first: table.mau.first, values: table.mau.values.map { _ in 0 }),
      ])
    let exact = try NetGrowth(
      ModelSpecification(baseline: .constant, drivers: [DriverSpecification(.column("x"))], errors: .independent)
    ).fit(table)
    let corrected = try Self.model().fit(zero)
    #expect(abs(corrected.effects[0].estimate / exact.effects[0].estimate - 1) < 1e-9)
    let naive = try Self.model().fit(table).measured[0].naive
    #expect(abs(naive / exact.effects[0].estimate - 1) < 1e-12)
  }

  @Test("What all months have in common draws no effect to 0: it is carried into the precision")
  func common() throws {
    let table = Self.table(5, months: 100, reliability: 0.999, common: 0.8)
    let first = table.mau.first
    // Half of the months, so that it is no constant.
    let part = MonthlyColumn(
      name: "x", first: first, values: table.mau.values.indices.map { $0 % 2 == 0 ? 0.8 : 0 })
    let with = try Self.model(common: [part]).fit(table)
    let without = try Self.model().fit(table)
    #expect(with.measured[0].reliability > without.measured[0].reliability)
    #expect(with.measured[0].reliability > 0.6)
    let none = MonthlyColumn(name: "x", first: first, values: part.values.map { _ in 0 })
    let own = try Self.model(common: [none]).fit(table)
    #expect(own.effects[0].standardError != with.effects[0].standardError)
    #expect(with.effects[0].standardError > with.measured[0].naiveError)
  }

  @Test("Figures that are mostly error, and months without a standard error, are refused")
  func refusals() throws {
    #expect {
      try Self.model().fit(Self.table(1, months: 60, reliability: 0.1))
    } throws: { error in
      if case ChurnModelError.driverTooUncertain(driver: "x", _) = error { true } else { false }
    }
    let table = Self.table(2, months: 60, reliability: 0.7)
    var errors = table.drivers[1].values
    errors[20] = nil
    let gap = MonthlyTable(
      mau: table.mau, drivers: [table.drivers[0], MonthlyColumn(name: "x_se", first: table.mau.first, values: errors)])
    #expect {
      try Self.model().fit(gap)
    } throws: { error in
      if case ChurnModelError.unknownError(driver: "x", _, month: Month(year: 2013, month: 9), value: nil) = error {
        true
      } else {
        false
      }
    }
    #expect(throws: ChurnModelError.noDriverColumn("x_se")) {
      try Self.model().fit(MonthlyTable(mau: table.mau, drivers: [table.drivers[0]]))
    }
  }

  @Test("Effects and errors follow the unit of a driver")
  func units() throws {
    let table = Self.table(6, months: 100, reliability: 0.6)
    let fit = try Self.model().fit(table)
    let scaled = MonthlyTable(
      mau: table.mau,
      drivers: table.drivers.map { column in
        MonthlyColumn(name: column.name, first: column.first, values: column.values.map { $0.map { $0 * 1e8 } })
      })
    let other = try Self.model().fit(scaled)
    #expect(abs(other.effects[0].estimate * 1e8 / fit.effects[0].estimate - 1) < 1e-6)
    #expect(abs(other.effects[0].standardError * 1e8 / fit.effects[0].standardError - 1) < 1e-6)
  }

  /// Growth that falls with a driver and with what stays of it, whose figures have errors.
  private static func remembered(_ seed: UInt64, months: Int) -> MonthlyTable {
    var stream = RandomStream(seed: seed, index: 1)
    var (level, stock, users, figures) = (18.0, 0.0, [Double](), [Double]())
    for _ in 0..<months {
      let truth = stream.normal()
      stock = 0.8 * stock + 0.2 * truth
      figures.append(truth + 0.6 * stream.normal())
      level += 0.01 - 0.004 * truth - 0.02 * stock + 0.008 * stream.normal()
      users.append(.exp(level))
    }
    let first = Month(year: 1980, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [
        MonthlyColumn(name: "x", first: first, values: figures),
        MonthlyColumn(name: "x_se", first: first, values: figures.map { _ in 0.6 }),
      ])
  }

  @Test("Drivers of one column share its errors")
  func oneColumn() throws {
    let error = MeasurementError(column: "x_se")
    let model = NetGrowth(
      ModelSpecification(
        baseline: .constant,
        drivers: [
          DriverSpecification(.column("x"), error: error),
          DriverSpecification(.carryover(.column("x"), decay: 0.8), error: error),
        ], errors: .independent))
    var (sums, held) = ([0.0, 0.0], [0, 0])
    for seed in 1...40 {
      // Cannot trap: a small number.
      let effects = try model.fit(Self.remembered(UInt64(seed), months: 500)).effects
      for (place, truth) in [0.004, 0.02].enumerated() {
        sums[place] += effects[place].estimate / truth / 40
        if effects[place].interval(coverage: 0.95).contains(truth) { held[place] += 1 }
      }
    }
    #expect(abs(sums[0] - 1) < 0.15 && abs(sums[1] - 1) < 0.15, "\(sums)")
    #expect(held[0] >= 34 && held[1] >= 34, "\(held)")
  }

  @Test("A sign that only the correction turns is held at 0")
  func signs() throws {
    // A second driver that moves with the first one's truth takes its effect while its errors are not corrected.
    var stream = RandomStream(seed: 9, index: 2)
    var (level, users, x, w) = (18.0, [Double](), [Double](), [Double]())
    for _ in 0..<240 {
      let truth = stream.normal()
      x.append(truth + stream.normal())
      w.append(truth + 0.6 * stream.normal())
      level += 0.01 - 0.016 * truth + 0.002 * (w.last ?? 0) + 0.005 * stream.normal()
      users.append(.exp(level))
    }
    let first = Month(year: 2000, month: 1)
    func column(_ name: String, _ values: [Double]) -> MonthlyColumn {
      MonthlyColumn(name: name, first: first, values: values)
    }
    let table = MonthlyTable(
      mau: column("mau", users), drivers: [column("x", x), column("w", w), column("x_se", x.map { _ in 1 })])
    func fit(_ sign: EffectSign) throws -> FittedNetGrowth {
      try NetGrowth(
        ModelSpecification(
          baseline: .constant,
          drivers: [
            DriverSpecification(.column("x"), sign: sign, error: MeasurementError(column: "x_se")),
            DriverSpecification(.column("w"), sign: sign),
          ], errors: .independent)
      ).fit(table)
    }
    let free = try fit(.free)
    try #require(free.effects[1].estimate < 0)
    let held = try fit(.harmful)
    #expect(held.effects[1].estimate == 0 && held.effects[1].freeEstimate != nil)
    #expect(held.effects[0].estimate > 0 && held.measured.count == 1)
  }

  @Test("Quarterly figures with monthly drivers are corrected, too")
  func quarterly() throws {
    var (naive, corrected) = (0.0, 0.0)
    for seed in 1...20 {
      // Cannot trap: a small number.
      let table = Self.table(UInt64(seed + 300), months: 360, reliability: 0.6)
      let values = table.mau.values.enumerated().map { $0.offset % 3 == 0 ? $0.element : nil }
      let sparse = MonthlyTable(
        mau: MonthlyColumn(name: "mau", first: table.mau.first, values: values), drivers: table.drivers)
      let fit = try Self.model().fit(sparse)
      naive += fit.measured[0].naive / 0.2
      corrected += fit.effects[0].estimate / 0.2
    }
    #expect(naive < 0.75 && abs(corrected - 1) < 0.12, "\(naive) \(corrected)")
  }

  @Test("A model file states errors, with draws or without")
  func yaml() throws {
    let specification = try ModelSpecification(
      file: "m.yaml",
      text: "drivers:\n  x: {standardError: x_se}\n  y: {standardError: {column: y_se, draws: d.csv}}\n")
    #expect(specification.drivers.map { $0.error?.column } == ["x_se", "y_se"])
    #expect(specification.drivers[1].error?.draws == "d.csv")
    #expect(specification.inputColumns == ["x", "y", "x_se", "y_se"])
    #expect(specification.driverColumns == ["x", "y"])
  }
}
