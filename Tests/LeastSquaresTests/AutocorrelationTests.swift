import LeastSquares
import RealModule
import Testing

@Suite("Autocorrelated errors")
struct AutocorrelationTests {
  @Test("Partial autocorrelations, coefficients and starting predictors belong together")
  func processes() throws {
    let process = AutoregressiveProcess(partialAutocorrelations: [0.5, -0.3, 0.2])
    #expect(process.isStationary && process.coefficients[2] == 0.2)
    #expect(!AutoregressiveProcess([0.5, 0.6]).isStationary)
    #expect(AutoregressiveProcess([1.2, -0.35]).isStationary)
  }

  @Test("Cochrane–Orcutt agrees with statsmodels' GLSAR")
  func glsar() throws {
    let references: [(Int, [Double], [Double], [Double])] = [
      (
        1, [1.0838513336836197, 0.4166595789800737, -0.17133912711407553],
        [0.2363655855566469, 0.15433974871155853, 0.023992823762322726], [0.6741788339524261]
      ),
      (
        2, [1.1140768155359198, 0.3735053806546669, -0.17363827742400595],
        [0.21491681706439117, 0.15245675433956385, 0.02275656816148374], [0.7533430781242143, -0.14258325325511959]
      ),
    ]
    for (order, coefficients, errors, rho) in references {
      let fit = try AutoregressiveErrors(order: order, firstRows: .dropped).fit(Forty.design, Forty.autocorrelated)
      #expect(fit.converged)
      #expect(correctDigits(fit.whitened.coefficients, coefficients) > 8)
      #expect(correctDigits(fit.whitened.standardErrors, errors) > 8)
      #expect(correctDigits(fit.process.coefficients, rho) > 8)
    }
  }

  @Test("Prais–Winsten of order 2 agrees with dense generalised least squares")
  func praisWinsten() throws {
    let fit = try AutoregressiveErrors(order: 2).fit(Forty.design, Forty.autocorrelated)
    #expect(fit.converged)
    #expect(
      correctDigits(fit.whitened.coefficients, [1.0909432267860217, 0.3912426607063805, -0.17226849896818497]) > 8)
    #expect(
      correctDigits(fit.whitened.standardErrors, [0.18875494769540954, 0.14053486726498143, 0.022017571032497792]) > 8)
    #expect(correctDigits(fit.process.coefficients, [0.7543602228512586, -0.13414476000320016]) > 8)
  }

  /// The better of R's arima (two optimisers) and statsmodels' SARIMAX (three), by the scripts in Reference.
  @Test("ARMA errors: the likelihood of R and statsmodels or a higher one")
  func likelihood() throws {
    let references = [
      (1, 0, -7.6265725822371024), (0, 1, -10.632880536767878), (1, 1, -7.551559757157257), (2, 1, -5.1629035998137454),
    ]
    for (ar, ma, logLikelihood) in references {
      let fit = try ARMAErrors(ar: ar, ma: ma).fit(Forty.design, Forty.autocorrelated)
      print("ARMA(\(ar), \(ma)): ln L \(fit.logLikelihood), peers at best \(logLikelihood)")
      #expect(fit.converged)
      #expect(fit.logLikelihood > logLikelihood - 1e-6)
    }
  }

  @Test("ARMA errors: coefficients and errors of R's arima")
  func coefficients() throws {
    let fit = try ARMAErrors(ar: 1, ma: 1).fit(Forty.design, Forty.autocorrelated)
    let values = fit.coefficients + fit.process.ar + fit.process.ma
    #expect(
      correctDigits(
        values,
        [1.074810797584657696, 0.411630218975030493, -0.171415444854275928, 0.618464655107436867, 0.078821840907945334])
        > 3)
    let errors = try #require(fit.informationCovariance).standardErrors
    #expect(
      correctDigits(
        Array(errors[..<5]),
        [0.18975405906370066, 0.14202345250668605, 0.02223106563209435, 0.18026051881353844, 0.20371101298635200]) > 3)
    #expect(fit.outerProductCovariance != nil)
  }

  @Test("The filter's innovations are those of the covariance matrix")
  func dense() throws {
    // ln L of ARMA(2, 1) errors from the Cholesky factor of their covariance, for coefficients far from the maximum.
    let fit = try ARMAErrors(ar: 2, ma: 1).fit(Forty.design, Forty.autocorrelated)
    let n = 40
    let (ar, ma) = (fit.process.ar, fit.process.ma)
    // Autocovariances by the weights of the infinite moving average.
    var psi = [1.0]
    for j in 1..<4000 {
      psi.append((j == 1 ? ma[0] : 0) + ar[0] * psi[j - 1] + (j > 1 ? ar[1] * psi[j - 2] : 0))
    }
    let covariances = (0..<n).map { lag in (0..<(4000 - lag)).reduce(0.0) { $0 + psi[$1] * psi[$1 + lag] } }
    var lower = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for i in j..<n {
        var sum = covariances[i - j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        lower[i, j] = i == j ? .sqrt(sum) : sum / lower[j, j]
      }
    }
    var error = Forty.autocorrelated
    for row in 0..<n { for k in 0..<3 { error[row] -= Forty.design[row, k] * fit.coefficients[k] } }
    var logLikelihood = 0.0
    for i in 0..<n {
      for k in 0..<i { error[i] -= lower[i, k] * error[k] }
      error[i] /= lower[i, i]
      let standardised = error[i] / fit.sigma
      logLikelihood -= 0.5 * (.log(2 * .pi) + standardised * standardised) + .log(lower[i, i] * fit.sigma)
    }
    #expect(correctDigits(fit.logLikelihood, logLikelihood) > 8)
  }
}
