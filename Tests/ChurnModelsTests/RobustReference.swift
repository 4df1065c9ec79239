import ChurnForecast

/// Standard errors by statsmodels and, of Newey and West, by dense matrices, for the monthly saturating model of `TestSeries`: Reference/net_growth.py.
enum RobustReference {
  static let errors: [(StandardErrors, [Double])] = [
    (.hc3, [0.06466743582191856, 0.0026497485479142074, 0.005774817628047841]),
    (.neweyWest, [0.07774399661694248, 0.004770617222851471, 0.006837927155402241]),
  ]
}
