import RealModule
import Sampling

/// The numbers that drivers are evaluated with: a single number, or those of eight draws side by side.
///
/// A transform is written once for both. An unknown number is NaN, and so is everything computed from it. Sums and
/// products are named functions, because operators of a protocol slow the compiler down wherever numbers are added.
public protocol DriverValue: Sendable {
  /// The same number in every lane.
  init(repeating value: Double)
  /// The sum.
  func plus(_ other: Self) -> Self
  /// The difference.
  func minus(_ other: Self) -> Self
  /// The product.
  func times(_ other: Self) -> Self
  /// ln x; not finite outside its domain.
  static func log(_ x: Self) -> Self
  /// ln(1 + x); not finite outside its domain.
  static func log(onePlus x: Self) -> Self
  /// The larger of the number and the bound.
  func raised(to bound: Double) -> Self
  /// The smaller of the number and the bound.
  func lowered(to bound: Double) -> Self
}

extension Double: DriverValue {
  /// The number itself.
  public init(repeating value: Double) { self = value }
  /// The sum.
  public func plus(_ other: Double) -> Double { self + other }
  /// The difference.
  public func minus(_ other: Double) -> Double { self - other }
  /// The product.
  public func times(_ other: Double) -> Double { self * other }
  /// The larger of the number and the bound.
  public func raised(to bound: Double) -> Double { self < bound ? bound : self }
  /// The smaller of the number and the bound.
  public func lowered(to bound: Double) -> Double { self > bound ? bound : self }
}

extension SIMD8<Double>: DriverValue {
  /// The sum.
  public func plus(_ other: Lanes) -> Lanes { self + other }
  /// The difference.
  public func minus(_ other: Lanes) -> Lanes { self - other }
  /// The product.
  public func times(_ other: Lanes) -> Lanes { self * other }
  /// The numbers, or the bound where they are lower.
  public func raised(to bound: Double) -> Lanes { replacing(with: bound, where: self .< bound) }
  /// The numbers, or the bound where they are higher.
  public func lowered(to bound: Double) -> Lanes { replacing(with: bound, where: self .> bound) }
}
