import ChurnForecast

/// A constant, pseudo-random columns and a response with autocorrelated errors.
struct Problem {
  let design: Matrix
  let response: [Double]

  init(rows: Int, columns: Int, index: Int) {
    var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 | 1
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-52 - 1
    }
    var design = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      design[row, 0] = 1
      for column in 1..<columns { design[row, column] = uniform() }
    }
    var error = 0.0
    let response = (0..<rows).map { row in
      error = 0.6 * error + uniform()
      return 1 + (1..<columns).reduce(0) { $0 + design[row, $1] } + error
    }
    self.design = design
    self.response = response
  }
}
