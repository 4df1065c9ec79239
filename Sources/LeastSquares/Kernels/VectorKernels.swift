/// Loops over contiguous numbers, four at a time.
///
/// The caller is responsible that both vectors have as many numbers as it says; each number is read before it is overwritten.
enum VectorKernels {
  /// Σ aᵢ bᵢ in four partial sums, which keep the processor's adders busy. Bounded by the count.
  @inline(__always)
  static func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
    var sums = SIMD4<Double>(repeating: 0)
    var index = 0
    while index &+ 4 <= count {
      unsafe sums += four(a, index) * four(b, index)
      index &+= 4
    }
    while index < count {
      unsafe sums[0] += a[index] * b[index]
      index &+= 1
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3])
  }

  /// Σ aᵢ bᵢ of two vectors with two others: (a₀ b₀, a₁ b₀, a₀ b₁, a₁ b₁); a number that is read enters two products. Bounded by
  /// the count.
  @inline(__always)
  static func products(
    _ a: (UnsafePointer<Double>, UnsafePointer<Double>), _ b: (UnsafePointer<Double>, UnsafePointer<Double>), count: Int
  ) -> SIMD4<Double> {
    var sums = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
    var index = 0
    while index &+ 4 <= count {
      let (a0, a1) = unsafe (four(a.0, index), four(a.1, index))
      let (b0, b1) = unsafe (four(b.0, index), four(b.1, index))
      sums.0 += a0 * b0
      sums.1 += a1 * b0
      sums.2 += a0 * b1
      sums.3 += a1 * b1
      index &+= 4
    }
    var result = SIMD4<Double>(sums.0.sum(), sums.1.sum(), sums.2.sum(), sums.3.sum())
    while index < count {
      unsafe result +=
        SIMD4(a.0[index], a.1[index], a.0[index], a.1[index])
        * SIMD4(b.0[index], b.0[index], b.1[index], b.1[index])
      index &+= 1
    }
    return result
  }

  /// bᵢ += factor · aᵢ. Bounded by the count.
  @inline(__always)
  static func add(_ factor: Double, _ a: UnsafePointer<Double>, to b: UnsafeMutablePointer<Double>, count: Int) {
    var index = 0
    while index &+ 4 <= count {
      let sum = unsafe four(UnsafePointer(b), index) + factor * four(a, index)
      unsafe UnsafeMutableRawPointer(b + index).storeBytes(of: sum, as: SIMD4<Double>.self)
      index &+= 4
    }
    while index < count {
      unsafe b[index] += factor * a[index]
      index &+= 1
    }
  }

  /// Four numbers from an index on; the callers have bounded it.
  @inline(__always)
  private static func four(_ a: UnsafePointer<Double>, _ index: Int) -> SIMD4<Double> {
    unsafe UnsafeRawPointer(a + index).loadUnaligned(as: SIMD4<Double>.self)
  }
}
