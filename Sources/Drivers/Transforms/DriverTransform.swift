import Sampling
import Series

/// A step on the way from a raw column to a driver, for example `log(x)` or `carryover(x, 0.8)`.
///
/// A transform states everything that the rest of the program needs: how it is written, how it is applied, where it
/// settles, and what future months need from the history. Parser, model files, help, fits, batches and scenarios follow
/// from it; it is listed in ``DriverExpression/transforms-swift.type.property``.
public protocol DriverTransform: Sendable {
  /// The function in expressions, and the value of `transform` in model files.
  static var name: String { get }
  /// The arguments after the column.
  static var arguments: [TransformArgument] { get }
  /// Its domain; nil for all numbers.
  static var domain: TransformDomain? { get }
  /// Whether it can be applied to a step or pulse.
  static var takesEvents: Bool { get }
  /// Whether z is linear in x.
  static var isLinear: Bool { get }
  /// Whether z stays above every bound above which x stays.
  static var keepsBounds: Bool { get }

  /// The transform with these arguments, as many as ``arguments-swift.type.property``.
  ///
  /// - Throws: ``BadTransformArgument`` for the first argument that is not as expected.
  init(_ arguments: [String]) throws(BadTransformArgument)
  /// The arguments as they are written.
  var writtenArguments: [String] { get }

  /// Replaces x by z.
  ///
  /// - Parameters:
  ///   - values: x, one value per month; values before `start` are unknown and stay so.
  ///   - start: the first known value.
  ///   - memory: the state left by the months before `start`, see ``memory(of:giving:steadyState:)``.
  ///   - parameter: the number that a fit estimates, instead of the transform's own; nil for its own.
  func apply<Value: DriverValue>(
    to values: inout [Value], from start: Int, after memory: [Value], parameter: Value?)
  /// The steady-state value of z when x stays at a level.
  func steadyState(at level: Double) -> Double

  /// The memory that represents the time before the first known value of a history.
  ///
  /// - Parameters:
  ///   - values: x, NaN where it is unknown.
  ///   - historyEnd: the number of values that may be used.
  ///   - isEvent: whether x is a step or pulse, with nothing before it.
  /// - Returns: as many values as ``memory(of:giving:steadyState:)`` gives.
  func initialMemory(of values: [Double], historyEnd: Int, isEvent: Bool) -> [Double]
  /// What future months need from a history, the oldest first; NaN where that is unknown.
  ///
  /// - Parameters:
  ///   - values: x.
  ///   - results: z.
  ///   - steadyState: the value of z if there is no history.
  /// - Returns: values for ``apply(to:from:after:parameter:)``.
  func memory(of values: [Double], giving results: [Double], steadyState: Double) -> [Double]
  /// The month whose missing raw value makes z unknown in a given month.
  func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month

  /// The number that a fit may estimate.
  var parameter: TransformParameter { get }
  /// The transform with a number in place of the one that the fit estimates.
  func fitting(_ value: Double) -> Self

  /// ``apply(to:from:after:parameter:)`` for a series.
  func apply(toSeries values: inout [Double], from start: Int, after memory: [Double])
  /// ``apply(to:from:after:parameter:)`` for eight draws.
  func apply(toDraws values: inout [Lanes], after memory: [Lanes], parameter: Lanes?)
}

/// The number of a transform that a fit may estimate.
public enum TransformParameter: Sendable, Equatable {
  /// There is none.
  case none
  /// It is stated.
  case stated(Double)
  /// The fit estimates it.
  case fitted
}

/// An argument of a transform.
public struct TransformArgument: Sendable, Equatable {
  /// Its name: the key in model files, and its name in usage messages.
  public let name: String
  /// What is expected, to follow "is not".
  public let expected: String
}

/// The domain of a transform, x > bound.
public struct TransformDomain: Sendable, Equatable {
  /// The bound, which is not in the domain.
  public let above: Double
  /// What to do about values outside, to follow the bound.
  public let advice: String

  /// A domain.
  public init(above: Double, advice: String) {
    self.above = above
    self.advice = advice
  }

  /// The bound as written in messages.
  // Cannot trap: the bounds of the functions are written in the program.
  package var bound: String { above == above.rounded() ? "\(Int(above))" : "\(above)" }
}

/// An argument that is not what its transform expects.
public struct BadTransformArgument: Error, Equatable {
  /// As it was written.
  public let value: String
  /// What was expected.
  public let expected: String
}

extension DriverTransform {
  /// All numbers.
  public static var domain: TransformDomain? { nil }
  /// It cannot.
  public static var takesEvents: Bool { false }
  /// It is not.
  public static var isLinear: Bool { false }
  /// It does not.
  public static var keepsBounds: Bool { false }
  /// None.
  public static var arguments: [TransformArgument] { [] }
  /// None.
  public var writtenArguments: [String] { [] }
  /// Nothing.
  public func initialMemory(of values: [Double], historyEnd: Int, isEvent: Bool) -> [Double] { [] }
  /// Nothing.
  public func memory(of values: [Double], giving results: [Double], steadyState: Double) -> [Double] { [] }
  /// The same month.
  public func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month { month }
  /// None.
  public var parameter: TransformParameter { .none }
  /// The transform itself.
  public func fitting(_ value: Double) -> Self { self }

  /// By the general implementation.
  public func apply(toSeries values: inout [Double], from start: Int, after memory: [Double]) {
    apply(to: &values, from: start, after: memory, parameter: nil)
  }
  /// By the general implementation.
  public func apply(toDraws values: inout [Lanes], after memory: [Lanes], parameter: Lanes?) {
    apply(to: &values, from: 0, after: memory, parameter: parameter)
  }
}

/// A transform that looks at one month at a time.
public protocol PointwiseTransform: DriverTransform {
  /// z of x.
  func value<Value: DriverValue>(of x: Value) -> Value
}

extension PointwiseTransform {
  /// Month by month.
  public func apply<Value: DriverValue>(
    to values: inout [Value], from start: Int, after memory: [Value], parameter: Value?
  ) {
    for index in values.indices.dropFirst(start) { values[index] = value(of: values[index]) }
  }
  /// That of the level.
  public func steadyState(at level: Double) -> Double { value(of: level) }
}
