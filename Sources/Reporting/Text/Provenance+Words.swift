import Scenarios

extension Provenance {
  /// The heading of numbers of this provenance.
  var title: String {
    switch self {
    case .assumed: "Assumed"
    case .estimated: "Estimated"
    case .calibrated: "Calibrated"
    }
  }

  /// Its explanation.
  var meaning: String {
    switch self {
    case .assumed: "Stated by the author of the scenarios; the data do not inform these numbers."
    case .estimated: "Estimated from data, with their standard errors."
    case .calibrated: "Chosen so that a published figure is met; they are as uncertain as the other assumptions."
    }
  }
}
