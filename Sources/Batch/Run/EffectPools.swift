import ChurnModels
import Series

/// The distributions of effects from which series borrow: one for all, or one for each group that a column of the panel names.
public struct EffectPools: Sendable, Equatable {
  /// The column that names the group of a series; nil where all series are one group.
  public let column: String?
  /// By group; of all series under the empty name.
  private let pools: [String: FittedPool]
  /// Why groups have none, by their name.
  public let failures: [String: String]

  /// Fits the pools.
  ///
  /// - Parameters:
  ///   - sums: those of the effects of every group.
  ///   - column: the column of groups; nil where all series are one group.
  /// - Throws: ``BatchError/notPooled(_:)`` where no group has a pool.
  init(_ sums: [String: PoolSums], by column: String?) throws(BatchError) {
    self.column = column
    var pools: [String: FittedPool] = [:]
    var failures: [String: String] = [:]
    for (group, sums) in sums {
      do throws(PoolingError) {
        pools[group] = try sums.fit()
      } catch {
        failures[group] = "\(error)"
      }
    }
    guard !pools.isEmpty else {
      let reason = failures.min { $0.key < $1.key }.map {
        column == nil ? $0.value : "group \(VisibleText.line($0.key)): \($0.value)"
      }
      throw .notPooled(reason ?? "no series has estimates of its effects.")
    }
    (self.pools, self.failures) = (pools, failures)
  }

  /// The pool of a group; nil where it has none: its series keep their own effects.
  public subscript(group: String) -> FittedPool? { pools[column == nil ? "" : group] }

  /// The groups that have a pool or should have one, in the order of their names.
  public var groups: [String] { (Array(pools.keys) + Array(failures.keys)).sorted() }
}
