import LeastSquares
import Testing

/// References: statsmodels, by Reference/statsmodels_references.py.
@Suite("Diagnostics of a fit")
struct DiagnosticsTests {
  @Test("A matrix that is not finite has no singular values", arguments: [Double.nan, .infinity])
  func singularValuesNotFinite(value: Double) {
    let singular = SingularDirections(Matrix(rows: 3, columns: 2, elements: [1, value, 2, 3, 4, 7]))
    #expect(singular.values.count == 2 && singular.values.allSatisfy { $0.isNaN })
  }

  @Test("Collinearity agrees with numpy's singular values")
  func collinearity() throws {
    let collinearity = try Collinearity(Forty.design)
    #expect(correctDigits(collinearity.conditionIndices, [1.0, 2.788374393930322, 4.162136598109483]) > 13)
    let shares = [0.04531558620623101, 0.5925580724402273, 0.36212634135354177]
    #expect(correctDigits(collinearity.varianceShares.column(1), shares) > 12)
    #expect(correctDigits(Array(collinearity.varianceInflation[1...]), [1.004403047160876, 1.0044030471608763]) > 12)
    #expect(collinearity.varianceInflation[0].isNaN)
    #expect(throws: LeastSquaresError.dependentColumns([.init(column: 1, on: [0])])) {
      try Collinearity(Matrix(columns: [[1, 2, 3], [2, 4, 6]]))
    }
  }

  @Test("Logarithms of normal tails remain finite where probabilities underflow")
  func logTails() {
    // mpmath: log(erfc(x/√2)/2).
    #expect(correctDigits(Normal.logUpperTail(10), -53.231285150512471) > 14)
    #expect(correctDigits(Normal.logUpperTail(100), -5005.5242086942051) > 14)
    #expect(correctDigits(Normal.logCDF(-1e6), -500000000014.73445) > 14)
    #expect(correctDigits(Normal.logCDF(8), -6.2209605742717861e-16) > 13)
    #expect(abs(Normal.logUpperTail(30) - Normal.logUpperTail(30.nextDown)) < 1e-10)
  }
}
