/// Points that fill the unit cube evenly, each coordinate by the digits of the index in a base of its own, in reverse.
///
/// Source: J. H. Halton, *On the efficiency of certain quasi-random sequences of points in evaluating multi-dimensional integrals*,
/// Numerische Mathematik 2 (1960), 84.
enum Halton {
  /// A point of the sequence.
  ///
  /// - Parameters:
  ///   - index: its place, from 0 on.
  ///   - dimensions: how many coordinates it has.
  /// - Returns: coordinates between 0 and 1, both excluded.
  static func point(_ index: Int, dimensions: Int) -> [Double] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < dimensions {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { base in
      var (rest, weight, coordinate) = (index + 1, 1.0, 0.0)
      while rest > 0 {
        weight /= Double(base)
        coordinate += weight * Double(rest % base)
        rest /= base
      }
      return coordinate
    }
  }
}
