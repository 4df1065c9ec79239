import ChurnForecast

/// Standard errors by statsmodels for the monthly saturating model of `TestSeries`: Reference/net_growth.py.
enum RobustReference {
  static let errors: [(StandardErrors, [Double])] = [
    (.hc3, [0.06466743582191856, 0.0026497485479142074, 0.005774817628047841]),
    (.neweyWest, [0.07425583667765279, 0.0034167718489484093, 0.006677155434303789]),
  ]
}
