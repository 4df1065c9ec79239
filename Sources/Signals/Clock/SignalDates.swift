/// Which number of a date written with slashes is the day.
public enum SignalDates: String, Sendable, Equatable, CaseIterable {
  /// 31/12/2023.
  case dmy
  /// 12/31/2023.
  case mdy
}
