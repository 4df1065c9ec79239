import ChurnModels
import Drivers
import Forecasting
import RealModule
import Sampling
import Series

/// The inputs of a growth equation.
///
/// With y₀ the first level, yₜ = yₜ₋₁ + Σ_{k in S} cₖₜ − κ (h(yₜ₋₁) − h(y₀)), where h(y) = y, U/Ū or 0 is how the level slows growth.
/// The baseline's input is its growth at y₀, that of what is unexplained is the rest of what happened.
struct GrowthDecomposition: DecompositionGame {
  /// A part and how its input follows from the parameters.
  struct Part {
    let name: String
    let kind: Decomposition.Kind
    let input: Input
  }

  /// The growth of every month due to a part.
  enum Input {
    /// Parameters times columns.
    case linear([(position: Int, column: [Double])])
    /// The same where a drawn decay changes the columns.
    case decaying(DriverKernel, raw: [Lanes], decay: Int, positions: Range<Int>)
    /// α and what fades of it, at the first level.
    case baseline
    /// The rest.
    case rest
  }

  let parts: [Part]
  let months: Range<Month>
  /// ln U from the first figure on.
  let levels: [Double]
  private let recursion: GrowthRecursion
  private let specification: ModelSpecification

  var labels: [(name: String, kind: Decomposition.Kind)] { parts.map { ($0.name, $0.kind) } }

  init(_ fit: any RecursiveFit, _ recursion: GrowthRecursion) throws {
    let specification = fit.specification
    let months = recursion.months
    let columns = try specification.columns(in: fit.data)
    levels = try fit.pastLevels()
    self.recursion = recursion
    self.months = months
    self.specification = specification
    var parts = [Part(name: "baseline", kind: .baseline, input: .baseline)]
    if specification.seasonality == .monthly {
      parts.append(
        Part(
          name: "season", kind: .season,
          input: .linear(
            (0..<Season.columns).map { column in (1 + column, months.map { Season.value(column, in: $0) }) })))
    }
    var decays = Array(specification.decayIndices)[...]
    for (index, driver) in specification.drivers.enumerated() {
      let positions = specification.indices(ofDriver: index)
      let (reference, end) = (fit.references[index], months.upperBound)
      let input: Input
      if driver.expression.hasFittedDecay, let column = columns[index], let decay = decays.popFirst() {
        let kernel = try DriverKernel(
          driver, history: column, first: months.lowerBound, historyEnd: end, reference: reference,
          decay: fit.estimate.values[decay], variesDecay: true)
        let filled = driver.missing.filled(column, until: end)
        input = .decaying(
          kernel, raw: months.map { Lanes(repeating: filled[$0] ?? .nan) }, decay: decay, positions: positions)
      } else {
        let values = try driver.columns(of: columns[index], in: months, reference: reference, historyEnd: end)
        input = .linear(zip(positions, values).map { ($0, $1.map { -$0 }) })
      }
      parts.append(
        Part(name: driver.name, kind: driver.expression.column == nil ? .event : .driver, input: input))
    }
    parts.append(Part(name: "unexplained", kind: .unexplained, input: .rest))
    self.parts = parts
  }

  func users(_ parameters: [Lanes]) -> [[Lanes]] {
    let inputs = inputs(parameters)
    let count = parts.count
    let start = Lanes(repeating: levels[0])
    let slowed = start - recursion.carried(start, parameters)
    var input = [Lanes](repeating: Lanes(repeating: 0), count: months.count)
    return (0..<(1 << count)).map { set in
      for month in input.indices { input[month] = slowed }
      for part in 0..<count where set >> part & 1 == 1 {
        for month in input.indices { input[month] += inputs[part][month] }
      }
      var level = start
      return input.map { added in
        level = recursion.carried(level, parameters) + added
        return .exp(level)
      }
    }
  }

  /// The input of every part; together they lead through the levels.
  private func inputs(_ parameters: [Lanes]) -> [[Lanes]] {
    let start = Lanes(repeating: levels[0])
    let slowed = start - recursion.carried(start, parameters)
    var rest = months.indices.map { month -> Lanes in
      let before = Lanes(repeating: levels[months.lowerBound.distance(to: month)])
      return Lanes(repeating: levels[months.lowerBound.distance(to: month) + 1])
        - recursion.carried(before, parameters) - slowed
    }
    return parts.map { part in
      let input = specification.timing.entering(growth(part.input, parameters, slowed, rest))
      if case .rest = part.input { return rest }
      for month in rest.indices { rest[month] -= input[month] }
      return input
    }
  }

  /// The growth of every month due to a part.
  private func growth(_ input: Input, _ parameters: [Lanes], _ slowed: Lanes, _ rest: [Lanes]) -> [Lanes] {
    var result = [Lanes](repeating: Lanes(repeating: 0), count: months.count)
    switch input {
    case .rest: return rest
    case .baseline:
      for month in result.indices { result[month] = parameters[0] - slowed }
      guard let index = specification.transientIndex else { break }
      let (size, rate) = (parameters[index], parameters[index + 1])
      var power = Lanes(repeating: 1)
      for _ in 1..<specification.timing.window { power *= rate }
      for month in result.indices {
        power *= rate
        result[month] += size * power
      }
    case .linear(let terms):
      for (position, column) in terms {
        for month in result.indices { result[month] += parameters[position] * column[month] }
      }
    case .decaying(let kernel, let raw, let decay, let positions):
      let drawn = pointwiseMin(
        pointwiseMax(parameters[decay], Lanes(repeating: 0)), Lanes(repeating: ScenarioQuantities.highestDecay))
      for (position, column) in zip(positions, kernel.columns(of: raw, decay: drawn)) {
        for month in result.indices { result[month] -= parameters[position] * column[month] }
      }
    }
    return result
  }
}
