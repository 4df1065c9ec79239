import ChurnForecast

/// Standard errors by statsmodels for the monthly saturating model of `TestSeries`: Reference/net_growth.py.
enum RobustReference {
  static let errors: [(StandardErrors, [Double])] = [
    (.hc3, [0.06466743582191856, 0.0026497485479142074, 0.005774817628047841]),
    (.neweyWest, [0.050420732871078115, 0.004262106627906945, 0.004509640734031004]),
  ]
}
