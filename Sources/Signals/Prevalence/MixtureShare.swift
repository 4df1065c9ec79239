import RealModule

/// The share of a class among posts whose scores are a mixture of two classes.
///
/// The likelihood of a share π is Π(π·r + 1 − π) with the ratio r of the densities of a score in both classes. It is concave; its maximum is what
/// the iterations of Saerens, Latinne and Decaestecker (2002, equation 5) converge to, found here by Newton steps between bounds.
struct MixtureShare: Sendable, Equatable {
  /// The likeliest share.
  let share: Double
  /// Its standard error, by the outer product of the scores of the likelihood; infinite where nothing tells the classes apart.
  let standardError: Double

  /// - Parameters:
  ///   - ratios: r for groups of posts.
  ///   - posts: the number of posts of every group.
  init(ratios: [Double], posts: [Double]) {
    func slopes(_ share: Double) -> (first: Double, second: Double) {
      var sums = (first: 0.0, second: 0.0)
      for (ratio, count) in zip(ratios, posts) {
        let part = (ratio - 1) / (share * (ratio - 1) + 1)
        sums.first += count * part
        sums.second += count * part * part
      }
      return sums
    }
    var (low, high, share) = (0.0, 1.0, 0.5)
    var last = slopes(share)
    for _ in 0..<200 {
      if last.first > 0 { low = share } else { high = share }
      let newton = share + last.first / last.second
      let next = newton > low && newton < high ? newton : (low + high) / 2
      let isDone = abs(next - share) < 1e-14
      share = next
      last = slopes(share)
      if isDone { break }
    }
    self.share = share
    standardError = 1 / last.second.squareRoot()
  }
}
