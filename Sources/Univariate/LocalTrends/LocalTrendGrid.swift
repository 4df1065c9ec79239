import Sampling

/// The smoothing parameters of the local trends that are averaged, eight side by side.
///
/// α, β = α·share and φ of the damped trend, and α alone for a level without trend; every combination is as likely as any
/// other beforehand.
struct LocalTrendGrid {
  /// Eight combinations.
  struct Block {
    var alpha = Lanes(repeating: 1)
    var beta = Lanes(repeating: 0)
    /// 0 where there is no trend.
    var damping = Lanes(repeating: 0)
    /// How many of the eight count.
    var count = 0
  }

  /// The blocks; the last may be incomplete.
  static let blocks: [Block] = {
    var all: [(alpha: Double, beta: Double, damping: Double)] = []
    for alpha in [0.1, 0.3, 0.5, 0.7, 0.85, 1] {
      for share in [0, 0.05, 0.15, 0.3, 0.6] {
        for damping in [0.8, 0.9, 0.95, 0.98, 1] { all.append((alpha, alpha * share, damping)) }
      }
      all.append((alpha, 0, 0))
    }
    return stride(from: 0, to: all.count, by: 8).map { start in
      var block = Block()
      for (lane, trend) in all[start..<min(start + 8, all.count)].enumerated() {
        (block.alpha[lane], block.beta[lane], block.damping[lane]) = trend
        block.count += 1
      }
      return block
    }
  }()
}
