/// The unit and the number of decimals in which counts of users are written.
struct UsersStyle: Hashable {
  private let factor: Double
  private let unit: String
  private let decimals: Int

  /// The style in which a single count is written.
  init(_ count: Double) {
    switch count {
    case 9.9995e8...: (factor, unit) = (1e9, " B")
    case 999_500...: (factor, unit) = (1e6, " M")
    default: (factor, unit) = (1, "")
    }
    decimals = unit.isEmpty ? 0 : count / factor < 9.9995 ? 3 : 1
  }

  /// The style with four digits of the largest count; nil for one that has no unit.
  func precise(_ largest: Double) -> UsersStyle? {
    guard !unit.isEmpty, largest < 1e12 else { return nil }
    let size = largest / factor
    return UsersStyle(factor: factor, unit: unit, decimals: size < 9.9995 ? 3 : size < 99.995 ? 2 : 1)
  }

  /// The style of the largest of some counts, for all of them.
  ///
  /// - Parameter counts: of any sign; those that are 0 or infinite do not count.
  /// - Returns: nil where they agree already, or where the smallest would lose its digits.
  static func shared(by counts: [Double]) -> UsersStyle? {
    let sizes = counts.map(abs).filter { $0 > 0 && $0.isFinite }
    guard Set(sizes.map { UsersStyle($0) }).count > 1, let largest = sizes.max(), let smallest = sizes.min(),
      let style = UsersStyle(largest).precise(largest), style.keepsDigits(of: smallest)
    else { return nil }
    return style
  }

  /// Whether two digits of a count remain.
  func keepsDigits(of count: Double) -> Bool {
    var least = 10.0
    for _ in 0..<decimals { least /= 10 }
    return count / factor >= least
  }

  private init(factor: Double, unit: String, decimals: Int) {
    (self.factor, self.unit, self.decimals) = (factor, unit, decimals)
  }

  func text(_ count: Double) -> String { count == 0 ? "0" : NumberText.fixed(count / factor, decimals) + unit }
}
