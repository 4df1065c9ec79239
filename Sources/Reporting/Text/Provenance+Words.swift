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

  /// What it means.
  var meaning: String {
    switch self {
    case .assumed: "Stated by whoever wrote the scenarios; the data say nothing about these numbers."
    case .estimated: "Estimated from data, with their standard errors."
    case .calibrated: "Chosen so that a published figure is met; as uncertain as what was assumed beside them."
    }
  }
}
