/// The coverages of intervals where none are asked for.
public enum Coverages {
  /// Of forecasts.
  public static let usual = [0.80, 0.95]
  /// Of a number that has one interval.
  public static let single = 0.95
}
