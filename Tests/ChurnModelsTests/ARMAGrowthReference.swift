/// Log-likelihoods of R's arima, from Reference/arma_growth.R; statsmodels' SARIMAX (arma_growth.py) agrees to 1e-5.
struct ARMAGrowthReference: Sendable {
  let p: Int
  let q: Int
  let logLikelihood: Double

  static let all: [ARMAGrowthReference] = [
    .init(p: 1, q: 0, logLikelihood: 158.708237842292),
    .init(p: 2, q: 0, logLikelihood: 158.795385844020),
    .init(p: 0, q: 1, logLikelihood: 126.010863678116),
    .init(p: 1, q: 1, logLikelihood: 158.759469738843),
    .init(p: 2, q: 1, logLikelihood: 159.392840743242),
    .init(p: 3, q: 0, logLikelihood: 162.618194467660),
  ]
}
