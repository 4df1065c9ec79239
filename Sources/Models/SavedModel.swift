import ChurnModels
import Series

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `fit` saves and `forecast` continues.
public enum SavedModel: Sendable, Equatable {
  /// A fitted model of net growth.
  case netGrowth(FittedNetGrowth)
  /// A fitted model of stock and flow.
  case churnHazard(FittedChurnHazard)
  /// The automatic choice: drivers to try and the data, from which it follows.
  case automatic(ModelSpecification, MonthlyTable)

  /// The data it was fitted to.
  public var data: MonthlyTable {
    switch self {
    case .netGrowth(let fit): fit.data
    case .churnHazard(let fit): fit.data
    case .automatic(_, let table): table
    }
  }

  /// The raw columns of its drivers, and of known flows.
  public var driverColumns: [String] {
    switch self {
    case .netGrowth(let fit): fit.specification.driverColumns
    case .churnHazard(let fit): fit.specification.driverColumns + [fit.specification.flows?.acquired].compactMap { $0 }
    case .automatic(let specification, _): specification.driverColumns
    }
  }
}
