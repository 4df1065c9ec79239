import Series

/// zₜ = λ zₜ₋₁ + (1 − λ) xₜ, 0 ≤ λ < 1; the half-life is ln ½ / ln λ months.
///
/// It starts before the first known value as if x had always been at the mean of its first 12 values (those of the
/// history, if there are fewer); for a step or pulse it starts at 0, before the event.
package struct Carryover: DriverTransform {
  package static let name = "carryover"
  package static let isLinear = true
  package static let keepsBounds = true
  package static let arguments = [
    TransformArgument(name: "decay", expected: "a decay from 0 to below 1, or `fit` to estimate it")
  ]
  package static let takesEvents = true
  /// λ; nil where the fit estimates it.
  package let decay: Double?

  /// A carryover with a stated decay, or one that the fit estimates.
  package init(decay: Double?) { self.decay = decay }

  package init(_ arguments: [String]) throws(BadTransformArgument) {
    self.init(
      decay: arguments[0] == "fit" ? nil : try Self.arguments[0].number(arguments[0]) { $0 >= 0 && $0 < 1 })
  }

  package var writtenArguments: [String] { [decay.map { "\($0)" } ?? "fit"] }

  package func apply<Value: DriverValue>(
    to values: inout [Value], from start: Int, after memory: [Value], parameter: Value?
  ) {
    let decay = parameter ?? Value(repeating: stated)
    let fresh = Value(repeating: 1).minus(decay)
    var state = memory[0]
    for index in values.indices.dropFirst(start) {
      state = decay.times(state).plus(fresh.times(values[index]))
      values[index] = state
    }
  }

  /// λ, which is a number once a driver is evaluated.
  private var stated: Double {
    // Cannot trap: equations and kernels set the decay of every driver that has none.
    guard let decay else { preconditionFailure("a decay is set before a driver is evaluated") }
    return decay
  }

  package func steadyState(at level: Double) -> Double { level }

  package func initialMemory(of values: [Double], historyEnd: Int, isEvent: Bool) -> [Double] {
    if isEvent { return [0] }
    var (sum, count) = (0.0, 0)
    for value in values.prefix(historyEnd) where !value.isNaN && count < DriverSpecification.referenceMonths {
      sum += value
      count += 1
    }
    return [count > 0 ? sum / Double(count) : .nan]
  }

  package func memory(of values: [Double], giving results: [Double], steadyState: Double) -> [Double] {
    [results.last ?? steadyState]
  }

  /// The first gap after the first known value, where the recursion stops.
  package func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month {
    guard let raw, let first = raw.observedMonths.first, first <= month else { return month }
    return (first...month).first { raw[$0] == nil } ?? month
  }

  package var parameter: TransformParameter { decay.map { .stated($0) } ?? .fitted }

  package func fitting(_ value: Double) -> Carryover { Carryover(decay: decay ?? value) }
}

extension DriverExpression {
  /// The carryover of an expression; without a decay the fit estimates it.
  public static func carryover(_ inner: DriverExpression, decay: Double?) -> DriverExpression {
    inner.applying(Carryover(decay: decay))
  }
}
