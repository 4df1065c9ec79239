/// zₜ = max(0, xₜ − level): the excess over a level.
package struct Threshold: PointwiseTransform {
  package static let name = "threshold"
  package static let arguments = [TransformArgument(name: "level", expected: "a level")]
  /// The level.
  package let level: Double

  /// The excess over a level.
  package init(level: Double) { self.level = level }

  package init(_ arguments: [String]) throws(BadTransformArgument) {
    self.init(level: try Self.arguments[0].number(arguments[0]) { $0.isFinite })
  }

  package var writtenArguments: [String] { ["\(level)"] }

  package func value<Value: DriverValue>(of x: Value) -> Value { x.minus(Value(repeating: level)).raised(to: 0) }
}

extension DriverExpression {
  /// The excess of an expression over a level.
  public static func threshold(_ inner: DriverExpression, level: Double) -> DriverExpression {
    inner.applying(Threshold(level: level))
  }
}
