/// Why a fit has no past that can be gone through again.
public enum PastModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The automatic choice without drivers is a mean of forecasters.
  case noDrivers
  /// No growth model could be fitted.
  case notFitted(String?)
  /// A model of another kind.
  case otherModel

  /// What was found, and what to do.
  public var description: String {
    switch self {
    case .noDrivers:
      "There is no driver to look back on: the automatic choice without drivers has no causes. State one with `--driver`."
    case .notFitted(let reason):
      "No growth model with drivers could be fitted"
        + (reason.map { ": \($0)" } ?? ", so that there are no effects to look back on.")
    case .otherModel: "Looking back needs a model of net growth, or of stock and flow; this is another one."
    }
  }
}
