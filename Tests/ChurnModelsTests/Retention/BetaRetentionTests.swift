import ChurnModels
import LeastSquares
import RealModule
import Series
import Testing

/// Reference values by Reference/retention_beta.py, in 40 digits.
struct BetaRetentionReference: Sendable {
  let kind: RetentionKind
  let users: [Double]
  let parameters: [Double]
  let logLikelihood: Double
  let logErrors: [Double]
  let covariance: Double
  let survival: [Double]

  static let all = [
    BetaRetentionReference(
      kind: .sbg, users: RetentionTables.regular, parameters: [0.704077298473516, 1.18204302620948],
      logLikelihood: -1680.26518846329, logErrors: [0.0931701169407, 0.128993300832], covariance: 0.0106833237352,
      survival: [
        0.626706054084, 0.473819321773, 0.387973954114, 0.332067911009, 0.292347099201, 0.262455818463, 0.23902361403,
      ]),
    BetaRetentionReference(
      kind: .bdw, users: RetentionTables.regular,
      parameters: [0.455613989371638, 0.779325508387956, 1.28345128578329], logLikelihood: -1679.60283290718,
      logErrors: [0.366629276865, 0.362762304524, 0.232260526396], covariance: 0.130860053402,
      survival: [
        0.631063715916, 0.467445331553, 0.381544479132, 0.327704410014, 0.29026973264, 0.262447159582, 0.240790595274,
      ]),
    BetaRetentionReference(
      kind: .sbg, users: RetentionTables.highEnd, parameters: [0.668088351106446, 3.80609496405827],
      logLikelihood: -1611.15814739116, logErrors: [0.155271276588, 0.206387832987], covariance: 0.030540710878,
      survival: [
        0.850679262774, 0.746859409972, 0.669788983105, 0.609919135331, 0.561834281101, 0.522215569285, 0.488906419721,
      ]),
    BetaRetentionReference(
      kind: .bdw, users: RetentionTables.highEnd, parameters: [0.21425333928085, 1.42657487486008, 1.72356484874453],
      logLikelihood: -1605.31421321419, logErrors: [0.278080643423, 0.267359688871, 0.174663159291],
      covariance: 0.0700141400902,
      survival: [
        0.869423662127, 0.740365191821, 0.655288648732, 0.596161690667, 0.552329890806, 0.518200127452, 0.490637064042,
      ]),
  ]
}

@Suite("Beta-geometric and beta discrete Weibull retention")
struct BetaRetentionTests {
  @Test("Maximum likelihood has the digits of the reference", arguments: BetaRetentionReference.all)
  func reference(_ reference: BetaRetentionReference) throws {
    let fit = try RetentionModel(reference.kind).fit(try RetentionTables.single(reference.users))
    #expect(fit.converged)
    for (parameter, expected) in zip(fit.parameters, reference.parameters) {
      #expect(RetentionTables.digits(parameter.value, expected) > 9)
    }
    #expect(RetentionTables.digits(fit.logLikelihood, reference.logLikelihood) > 13)
    for (parameter, expected) in zip(fit.parameters, reference.logErrors) {
      #expect(RetentionTables.digits(parameter.classicalError, expected) > 8)
    }
    #expect(RetentionTables.digits(fit.covariance[0, 1], reference.covariance) > 7)
    for (share, expected) in zip(fit.survival(through: 7).dropFirst(), reference.survival) {
      #expect(RetentionTables.digits(share, expected) > 9)
    }
  }

  @Test("The printed numbers of Fader and Hardie")
  func printed() throws {
    let regular = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.regular))
    #expect(regular.parameters.map { ($0.value * 1000).rounded() / 1000 } == [0.704, 1.182])
    #expect((regular.logLikelihood * 1000).rounded() / 1000 == -1680.265)
    let highEnd = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.highEnd))
    #expect(highEnd.parameters.map { ($0.value * 1000).rounded() / 1000 } == [0.668, 3.806])
    #expect((highEnd.logLikelihood * 1000).rounded() / 1000 == -1611.158)
  }

  @Test("A cohort and its parts have one maximum")
  func pooling() throws {
    let whole = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.regular))
    let half = RetentionTables.regular.map { ($0 / 2).rounded(.down) }
    let rest = zip(RetentionTables.regular, half).map { $0 - $1 }
    let rows = [half, rest].enumerated().flatMap { index, users in
      users.enumerated().map { CohortRow(cohort: "part \(index)", age: $0, users: $1) }
    }
    let parts = try RetentionModel(.sbg).fit(try CohortTable(rows: rows))
    #expect(zip(whole.values, parts.values).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(abs(whole.logLikelihood - parts.logLikelihood) < 1e-9)
  }

  @Test("The test of c = 1")
  func shapeTest() throws {
    let fit = try RetentionModel(.bdw).fit(try RetentionTables.single(RetentionTables.highEnd))
    let test = try #require(fit.shapeTest)
    #expect(RetentionTables.digits(test.statistic, 2 * (-1605.31421321419 + 1611.15814739116)) > 9)
    #expect(test.degreesOfFreedom == 1 && test.overdispersion == 1)
    #expect(abs(test.p - 0.000629089) < 1e-8)
    #expect(try RetentionModel(.sbg).fit(fit.table).shapeTest == nil)
  }

  @Test("Lifetimes: infinite for α ≤ 1, (α + β − 1)/(α − 1) otherwise")
  func lifetime() throws {
    let regular = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.regular))
    let lifetime = try regular.lifetime(horizon: 8)
    #expect(lifetime.total == nil)
    #expect(abs(lifetime.withinHorizon - regular.survival(through: 7).reduce(0, +)) < 1e-12)
    let discounted = try #require(try regular.lifetime(horizon: 8, discount: 0.1).total)
    let sum = regular.survival(through: 1199).enumerated().reduce(0) { $0 + $1.1 / .pow(1.1, Double($1.0)) }
    #expect(abs(discounted - sum) < 1e-9)

    // α = 3, β = 6: S(t) = B(3, 6 + t)/B(3, 6) has these users of 10⁹.
    var users = [1e9]
    for age in 1...12 { users.append((users[age - 1] * (6 + Double(age) - 1) / (9 + Double(age) - 1)).rounded()) }
    let finite = try RetentionModel(.sbg).fit(try RetentionTables.single(users))
    #expect(abs(finite.parameters[0].value - 3) < 1e-4)
    let (alpha, beta) = (finite.parameters[0].value, finite.parameters[1].value)
    let total = try #require(try finite.lifetime(horizon: 12).total)
    #expect(RetentionTables.digits(total, (alpha + beta - 1) / (alpha - 1)) > 12)
    let long = finite.survival(through: 1200).reduce(0, +)
    #expect(abs(total - long) < 1e-3 && total > long)
    let weibull = try RetentionModel(.bdw).fit(finite.table)
    #expect(abs(try #require(try weibull.lifetime(horizon: 12).total) - total) < 0.02)
  }

  @Test("Users who are alike: the ratio of α and β is estimated, and the fit says so")
  func alike() throws {
    let users = (0...8).map { (1e6 * .pow(0.9, Double($0))).rounded() }
    let fit = try RetentionModel(.sbg).fit(try RetentionTables.single(users))
    #expect(fit.notes.contains(.alike))
    #expect(abs(fit.retention(through: 1)[0] - 0.9) < 1e-3)
    #expect(abs(fit.survival(through: 20)[20] - .pow(0.9, 20)) < 2e-3)
  }

  @Test("Intervals contain the curve and widen with coverage; the same seed gives the same")
  func curve() throws {
    let fit = try RetentionModel(.sbg).fit(try RetentionTables.single(RetentionTables.regular))
    let (narrow, wide) = (try fit.curve(through: 12, coverage: 0.8), try fit.curve(through: 12))
    #expect(try fit.curve(through: 12) == wide)
    for (inner, outer) in zip(narrow.points, wide.points) {
      #expect(outer.survivalInterval.contains(outer.survival))
      #expect(outer.survivalInterval.lowerBound <= inner.survivalInterval.lowerBound)
      #expect(outer.survivalInterval.upperBound >= inner.survivalInterval.upperBound)
    }
    #expect(wide.points.map(\.age) == Array(0...12))
    #expect(wide.points[7].observed == 241.0 / 262 && wide.points[8].observed == nil)
    // Delta method: the standard error of ln S(1) is about that of h times odds.
    let point = wide.points[1]
    let half = (point.survivalInterval.upperBound - point.survivalInterval.lowerBound) / 2
    #expect(abs(half / 0.031 - 1) < 0.35)
  }

  @Test("Too few ages")
  func tooFewAges() throws {
    let table = try RetentionTables.single([1000, 631, 468])
    let error = RetentionError.tooFewAges(.bdw, needed: 3, found: 2)
    #expect(throws: error) { try RetentionModel(.bdw).fit(table) }
    #expect(
      error.description
        == "bdw needs users at 3 ages after 0 with users left; there are 2. Wait for later ages, or use a model with fewer parameters."
    )
    #expect(try RetentionModel(.sbg).fit(table).converged)
  }
}
