/// zₜ = min(xₜ, level): values above a level have no further effect.
package struct Cap: PointwiseTransform {
  package static let name = "cap"
  package static let arguments = [TransformArgument(name: "level", expected: "a level")]
  /// The level.
  package let level: Double

  /// Caps values at a level.
  package init(level: Double) { self.level = level }

  package init(_ arguments: [String]) throws(BadTransformArgument) {
    self.init(level: try Self.arguments[0].number(arguments[0]) { $0.isFinite })
  }

  package var writtenArguments: [String] { ["\(level)"] }

  package func value<Value: DriverValue>(of x: Value) -> Value { x.lowered(to: level) }
}
