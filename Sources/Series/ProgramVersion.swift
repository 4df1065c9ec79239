/// The version of this library and its programs.
public enum ProgramVersion {
  /// Major, minor and patch number, as in `1.2.3`.
  public static let current = "0.1.0"
}
