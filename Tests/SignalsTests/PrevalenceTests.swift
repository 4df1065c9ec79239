import RealModule
import Sampling
import Signals
import Testing

@Suite("The share of negative posts")
struct PrevalenceTests {
  typealias Key = ScoreCounts.Key

  /// The numbers of prevalence.py.
  private static func scores(_ count: Int, _ seed: Int, _ power: Double) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = (state * 1_103_515_245 + 12345) % 2_147_483_648
      let value = (1000 * Double.pow(Double(state) / 2_147_483_648, power)).rounded(.toNearestOrEven)
      return max(1, min(999, value)) / 1000
    }
  }

  private static func key(_ score: Double) -> Key { Key(score, isNegative: score >= 0.5) }

  @Test(
    "Shares equal those of prevalence.py",
    arguments: [
      (PrevalenceMethod.count, 0.4816666666666667), (.adjustedCount, 0.40149999999999997),
      (.adjustedScores, 0.4087076604308105), (.emq, 0.686215086070082), (.plattEMQ, 0.4039662922227599),
    ])
  func reference(method: PrevalenceMethod, share: Double) throws {
    let labels = LabelledScores(
      Self.scores(90, 1, 0.5).map { LabelledScores.Post(Self.key($0), isNegative: true) }
        + Self.scores(210, 2, 2).map { LabelledScores.Post(Self.key($0), isNegative: false) })
    let posts = ScoreCounts((Self.scores(260, 3, 0.5) + Self.scores(340, 4, 2)).map(Self.key))
    let estimate = try #require(try Prevalence(labels, method: method).estimates([posts]).months[0])
    // The ridge of Platt scaling moves the sixth digit.
    #expect(abs(estimate.share - share) < (method == .plattEMQ ? 8e-6 : 1e-9))
    #expect(estimate.lower95 < estimate.share && estimate.share < estimate.upper95)
    #expect((estimate.commonError > 0) == (method != .count))
  }

  /// Labelled posts and months of which the shares are known.
  private struct Simulation {
    var stream: RandomStream

    init(_ seed: UInt64) { stream = RandomStream(seed: seed, index: 0) }

    mutating func key(_ isNegative: Bool, shift: Double = 0) -> Key {
      let score = stream.normal() + (isNegative ? 1.2 + shift : 0)
      return Key((score * 100).rounded() / 100, isNegative: score > 0.6)
    }

    mutating func labels(_ count: Int, share: Double = 0.35) -> LabelledScores {
      LabelledScores(
        (0..<count).map { number in
          let isNegative = Double(number) < share * Double(count)
          return LabelledScores.Post(key(isNegative), isNegative: isNegative, time: number * 86_400)
        })
    }

    mutating func month(_ share: Double, posts: Int = 2000, shift: Double = 0) -> ScoreCounts {
      ScoreCounts((0..<posts).map { _ in key(stream.uniform() < share, shift: shift) })
    }
  }

  @Test(
    "95 % intervals hold under prior shift, where those of counts do not", arguments: [(120, 0.07), (500, 0.036)],
    [PrevalenceMethod.plattEMQ, .adjustedCount])
  func coverage(setting: (labels: Int, error: Double), method: PrevalenceMethod) throws {
    var (held, naive, errors, all) = (0, 0, 0.0, 0)
    for seed in 0..<80 {
      // Cannot trap: a small number.
      var simulation = Simulation(UInt64(seed + 1))
      let labels = simulation.labels(setting.labels)
      let shares = (0..<4).map { _ in 0.05 + 0.55 * simulation.stream.uniform() }
      let months = shares.map { simulation.month($0) }
      for (share, estimate) in zip(shares, try Prevalence(labels, method: method).estimates(months).months) {
        let estimate = try #require(estimate)
        held += estimate.lower95...estimate.upper95 ~= share ? 1 : 0
        errors += abs(estimate.share - share)
        all += 1
      }
      for (share, month) in zip(shares, months) {
        let deviation = (month.naiveShare * (1 - month.naiveShare) / 2000).squareRoot()
        naive += abs(month.naiveShare - share) < 2 * deviation ? 1 : 0
      }
    }
    let cover = Double(held) / Double(all)
    print(
      "\(method) with \(setting.labels) labels: covers \(cover), mean error \(errors / Double(all)), counts cover \(Double(naive) / Double(all))"
    )
    #expect(cover > 0.915 && cover < 0.99)
    #expect(errors / Double(all) < setting.error * (method == .adjustedCount ? 1.25 : 1))
    #expect(Double(naive) / Double(all) < 0.5)
  }

  @Test("Months of the labelled classes pass the test of the mixture, months of other classes do not")
  func shift() {
    var (wrong, found) = (0, 0)
    for seed in 0..<200 {
      // Cannot trap: a small number.
      var simulation = Simulation(UInt64(seed + 1000))
      let labels = simulation.labels(500)
      let share = 0.2 + 0.5 * simulation.stream.uniform()
      if ClassShift.mixtureTest(simulation.month(share), labels) < 0.05 { wrong += 1 }
      if ClassShift.mixtureTest(simulation.month(share, shift: 1.5), labels) < 0.001 { found += 1 }
    }
    print("mixture test at 5 %: \(wrong) of 200; classes moved by 1.5 at 0.1 %: \(found) of 200")
    #expect(wrong <= 20)
    #expect(found >= 190)
  }

  @Test("Errors that change between dates of labels are found, the same ones seldom")
  func dates() {
    var wrong = 0
    for seed in 0..<100 {
      // Cannot trap: a small number.
      var simulation = Simulation(UInt64(seed + 5000))
      let same = (0..<400).map { number -> LabelledScores.Post in
        let isNegative = number % 3 == 0
        return LabelledScores.Post(simulation.key(isNegative), isNegative: isNegative, time: number)
      }
      if ClassShift.dateTests(LabelledScores(same)).contains(where: { $0 < 0.025 }) { wrong += 1 }
      let other = (0..<400).map { number -> LabelledScores.Post in
        let isNegative = number % 3 == 0
        let key = simulation.key(isNegative, shift: number < 200 ? 0.5 : -1.2)
        return LabelledScores.Post(key, isNegative: isNegative, time: number)
      }
      #expect(ClassShift.dateTests(LabelledScores(other)).contains { $0 < 0.001 })
    }
    #expect(wrong <= 9)
    var simulation = Simulation(7)
    let undated = simulation.labels(300).posts.map { LabelledScores.Post($0.key, isNegative: $0.isNegative) }
    #expect(ClassShift.dateTests(LabelledScores(undated)).isEmpty)
  }

  @Test("Few labels, useless classifiers and scores that are no probabilities are refused")
  func refusals() throws {
    var simulation = Simulation(3)
    #expect(throws: SignalError.tooFewLabels(negative: 29, other: 71, needed: 30)) {
      try Prevalence(LabelledScores((0..<100).map { .init(Key(0.5, isNegative: false), isNegative: $0 < 29) }))
    }
    let blind = LabelledScores(
      (0..<200).map { number in
        let key = Key(simulation.stream.uniform(), isNegative: simulation.stream.uniform() < 0.5)
        return .init(key, isNegative: number % 2 == 0)
      })
    for method in [PrevalenceMethod.plattEMQ, .adjustedCount] {
      #expect {
        try Prevalence(blind, method: method)
      } throws: { error in
        switch error as? SignalError {
        case .uselessClassifier, .uselessScores: true
        default: false
        }
      }
    }
    // Scores that divide the classes are no reason to fail.
    let perfect = LabelledScores((0..<100).map { .init(Key(Double($0), isNegative: $0 < 40), isNegative: $0 < 40) })
    let divided = try Prevalence(perfect).estimates([ScoreCounts((0..<50).map { Key(Double($0), isNegative: $0 < 40) })]
    )
    #expect(abs(try #require(divided.months[0]).share - 0.8) < 0.05)
    let labels = simulation.labels(200)
    #expect {
      try Prevalence(labels, method: .emq)
    } throws: { error in
      if case SignalError.noProbability = error { true } else { false }
    }
  }

  @Test("A month without posts has no share, and one score for all is no reason to fail")
  func edges() throws {
    var simulation = Simulation(5)
    let labels = simulation.labels(200)
    let same = ScoreCounts((0..<50).map { _ in Key(3, isNegative: true) })
    let found = try Prevalence(labels).estimates([ScoreCounts(), same])
    #expect(found.months[0] == nil)
    let share = try #require(found.months[1])
    #expect(share.share > 0.9 && share.upper95 <= 1 && share.standardError.isFinite)
    #expect(found.draws.allSatisfy { $0[0].isNaN && $0[1].isFinite })
  }

  @Test("Labels of a month correct its count without supposing anything of other months")
  func labelledMonth() throws {
    var held = 0
    for seed in 0..<200 {
      // Cannot trap: a small number.
      var simulation = Simulation(UInt64(seed + 9000))
      let month = simulation.month(0.4, shift: -0.8)
      let labels = (0..<100).map { _ -> LabelledScores.Post in
        let isNegative = simulation.stream.uniform() < 0.4
        return LabelledScores.Post(simulation.key(isNegative, shift: -0.8), isNegative: isNegative)
      }
      let found = try #require(LabelledMonth(month, labels: labels))
      if abs(found.share - 0.4) < 2 * found.standardError { held += 1 }
    }
    #expect(held > 180 && held < 200)
    var simulation = Simulation(1)
    #expect(LabelledMonth(simulation.month(0.4), labels: Array(simulation.labels(19).posts)) == nil)
  }

  @Test("Equal scores leave an error", arguments: [PrevalenceMethod.adjustedScores, .adjustedCount, .plattEMQ])
  func equalScores(method: PrevalenceMethod) throws {
    let labels = LabelledScores(
      (0..<200).map { number in
        let score = Double(number * 37 % 100) / 100
        return .init(Key(score, isNegative: score > 0.5), isNegative: score + Double(number * 61 % 50) / 100 > 0.9)
      })
    let same = ScoreCounts((0..<25).map { _ in Key(0.1, isNegative: false) })
    let found = try #require(try Prevalence(labels, method: method).estimates([same]).months[0])
    #expect(found.standardError > 0.01 && found.upper95 > 0.02 && found.upper95.isFinite && found.lower95 == 0)
  }

  @Test("More distinct scores than are remembered are rounded, and none is lost")
  func many() {
    let counts = ScoreCounts((0..<100_000).map { Key(Double($0) / 123_457, isNegative: $0 % 4 == 0) })
    #expect(counts.posts == 100_000)
    #expect(counts.counts.values.reduce(0, +) == 100_000)
    #expect(counts.counts.count < 40_000)
    #expect(counts.naiveShare == 0.25)
    let tiny = ScoreCounts((1...40_000).map { Key(Double($0) * 1e-12, isNegative: false) })
    #expect(tiny.counts.count > 1000 && tiny.counts.keys.allSatisfy { $0.score > 0 })
  }
}
