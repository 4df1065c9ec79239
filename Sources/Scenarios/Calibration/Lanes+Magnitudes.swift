import Sampling

extension SIMD8<Double> {
  /// |x| in every lane.
  var magnitudes: Lanes { pointwiseMax(self, -self) }
}
