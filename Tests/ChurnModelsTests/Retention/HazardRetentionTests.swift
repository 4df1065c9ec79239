import ChurnModels
import RealModule
import Series
import Testing

@Suite("Discrete-time hazard of leaving")
struct HazardRetentionTests {
  static func check(_ fit: FittedRetention, _ reference: HazardReference.Analysis) {
    let count = reference.coefficients.count
    #expect(fit.parameters.count == count && fit.converged)
    for (index, parameter) in fit.parameters.enumerated() {
      #expect(RetentionTables.digits(parameter.value, reference.coefficients[index]) > 8)
      #expect(RetentionTables.digits(parameter.classicalError, reference.classical[index]) > 8)
      #expect(RetentionTables.digits(parameter.clusterError ?? 0, reference.cluster[index]) > 8)
      #expect(RetentionTables.digits(parameter.standardError, reference.reduced[index]) > 7)
      #expect(RetentionTables.digits(parameter.degreesOfFreedom, reference.freedom[index]) > 6)
    }
    #expect(RetentionTables.digits(fit.logLikelihood, reference.logLikelihood) > 11)
    #expect(RetentionTables.digits(fit.dispersion.pearson, reference.pearson) > 8)
    #expect(RetentionTables.digits(fit.dispersion.monthShock, reference.monthShock) > 8)
    #expect(RetentionTables.digits(fit.dispersion.overdispersion, reference.overdispersion) > 8)
  }

  @Test("Levels by age: statsmodels' coefficients and errors, and CR2 by dense matrices")
  func groups() throws {
    let reference = try HazardReference.read()
    let fit = try RetentionModel(.hazard, drivers: [reference.driver]).fit(try reference.table)
    #expect(fit.parameters.map(\.name).suffix(2) == ["age \(reference.last)+", "outages"])
    Self.check(fit, reference.groups)
    #expect(fit.notes.contains(.sameCurve) && fit.notes.contains(.pooledAges(from: reference.last)))
  }

  @Test("A smooth curve of age with season")
  func smoothSeason() throws {
    let reference = try HazardReference.read()
    let fit = try RetentionModel(.hazard, drivers: [reference.driver], hasSeason: true, ages: .smooth)
      .fit(try reference.table)
    #expect(fit.parameters.map(\.name).prefix(3) == ["age", "ln age", "season Jan"])
    Self.check(fit, reference.smoothSeason)
  }

  @Test("Without drivers and with a level for each age, the curve is the observed one")
  func saturated() throws {
    let (table, _) = try RetentionTables.simulated(months: 16, shock: 0)
    let fit = try RetentionModel(.hazard).fit(table)
    for (fitted, observed) in zip(fit.retention(through: 9), table.retentionByAge) {
      #expect(abs(fitted - (observed ?? 0)) < 1e-12)
    }
  }

  @Test("The scale of cohorts changes errors, not effects; the unit of a driver changes its coefficient alone")
  func invariants() throws {
    let (table, driver) = try RetentionTables.simulated(months: 16)
    let fit = try RetentionModel(.hazard, drivers: [HazardDriver(driver)], ages: .smooth).fit(table)
    let larger = try CohortTable(
      rows: table.rows.map { CohortRow(cohort: $0.cohort, age: $0.age, users: $0.users.map { $0 * 4 }) })
    let scaled = try RetentionModel(.hazard, drivers: [HazardDriver(driver)], ages: .smooth).fit(larger)
    for (one, other) in zip(fit.parameters, scaled.parameters) {
      #expect(abs(one.value - other.value) < 1e-9)
      #expect(abs(one.classicalError / other.classicalError - 2) < 1e-9)
      #expect(abs((one.clusterError ?? 0) - (other.clusterError ?? 1)) < 1e-9)
    }
    let percent = MonthlyColumn(name: "outages", first: driver.first, values: driver.values.map { $0.map { $0 * 100 } })
    let unit = try RetentionModel(.hazard, drivers: [HazardDriver(percent, reference: 200)], ages: .smooth).fit(table)
    #expect(abs(unit.parameters[2].value * 100 - fit.parameters[2].value) < 1e-9)
    #expect(abs(unit.logLikelihood - fit.logLikelihood) < 1e-7)
    #expect(abs(unit.parameters[0].value - fit.parameters[0].value - 2 * fit.parameters[2].value) < 1e-9)
  }

  @Test(
    "In 60 simulated tables with a shock of months, the effect is unbiased and intervals hold it, those of independent users do not"
  )
  func recovery() throws {
    var (sum, held, naive) = (0.0, 0, 0)
    for seed in 1...60 {
      let (table, driver) = try RetentionTables.simulated(months: 30, seed: UInt64(seed))
      let fit = try RetentionModel(.hazard, drivers: [HazardDriver(driver)], ages: .smooth).fit(table)
      let parameter = try #require(fit.parameters.last)
      sum += parameter.value / 60
      if parameter.interval().contains(0.15) { held += 1 }
      if abs(parameter.value - 0.15) < 1.96 * parameter.classicalError { naive += 1 }
    }
    #expect(abs(sum - 0.15) < 0.01)
    #expect(held >= 55)
    #expect(naive < 30)
  }

  @Test("One cohort: age and calendar time are the same thing")
  func oneCohort() throws {
    let (table, driver) = try RetentionTables.simulated(months: 24)
    let one = try CohortTable(rows: table.rows.filter { $0.cohort == "2021-01" })
    let error = RetentionError.ageIsCalendar(["outages"])
    #expect(throws: error) { try RetentionModel(.hazard, drivers: [HazardDriver(driver)]).fit(one) }
    #expect(
      error.description
        == "there is only one cohort, so that each age is one calendar month, and the effect of `outages` cannot be told apart from that of age. Add cohorts, or use smooth ages, with which what departs from a smooth curve counts as the effect."
    )
    let smooth = try RetentionModel(.hazard, drivers: [HazardDriver(driver)], ages: .smooth).fit(one)
    #expect(smooth.notes.contains(.ageIsCalendar(["outages"])))
    #expect(try RetentionModel(.hazard).fit(one).parameters.map(\.name) == ["age", "ln age"])
  }
}
