import RealModule

/// ln(1 + x), x > −1.
package struct Log1p: PointwiseTransform {
  package static let name = "log1p"
  package static let domain: TransformDomain? = TransformDomain(above: -1, advice: "")
  package static let takesEvents = true

  package init(_ arguments: [String] = []) {}

  package func value<Value: DriverValue>(of x: Value) -> Value { .log(onePlus: x) }
}

extension DriverExpression {
  /// The logarithm of one more than an expression.
  public static func log1p(_ inner: DriverExpression) -> DriverExpression { inner.applying(Log1p()) }
}
