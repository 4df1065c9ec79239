/// An unevaluated sum of two doubles, about 32 decimal digits: enough for dot products to lose nothing that matters.
///
/// Source: T. J. Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18 (1971);
/// the error of a product from one fused multiply–add (Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005), alg.
/// 3.5).
struct DoubleDouble {
  /// The leading part.
  var high: Double
  /// The rounding error of the leading part.
  var low = 0.0

  /// Adds a·b.
  @inline(__always)
  mutating func add(product a: Double, _ b: Double) {
    let product = a * b
    let productError = (-product).addingProduct(a, b)
    let sum = high + product
    let part = sum - high
    let sumError = (high - (sum - part)) + (product - part)
    high = sum
    low += sumError + productError
  }

  /// The nearest double.
  var value: Double { high + low }
}
