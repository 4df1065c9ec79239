import RealModule

/// ln x, x > 0.
package struct Log: PointwiseTransform {
  package static let name = "log"
  package static let domain: TransformDomain? = TransformDomain(
    above: 0, advice: "Use log1p(…) for counts that can be 0.")
  package static let takesEvents = true

  package init(_ arguments: [String] = []) {}

  package func value<Value: DriverValue>(of x: Value) -> Value { .log(x) }
}

extension DriverExpression {
  /// The logarithm of an expression.
  public static func log(_ inner: DriverExpression) -> DriverExpression { inner.applying(Log()) }
}
