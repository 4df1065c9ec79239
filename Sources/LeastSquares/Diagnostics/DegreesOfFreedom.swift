/// The degrees of freedom for which distributions are computed.
enum DegreesOfFreedom {
  /// Below, quantiles leave the range of numbers, and the library that computes them stops the program.
  static let least = 0.01

  /// The degrees of freedom, or NaN, which makes every result NaN, where they are below the least.
  static func checked(_ freedom: Double) -> Double { freedom >= least ? freedom : .nan }
}
