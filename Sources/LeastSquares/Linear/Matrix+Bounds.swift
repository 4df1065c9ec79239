extension Matrix {
  /// Stops where a caller has replaced the ``elements`` by more or fewer of them, or where there are more than LAPACK can
  /// count in 32 bits: loops without checks and LAPACK are bounded by this.
  func checkBounds() {
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(max(rows, columns, elements.count) <= Int(Int32.max), "a matrix has less than 2³¹ elements")
  }
}
