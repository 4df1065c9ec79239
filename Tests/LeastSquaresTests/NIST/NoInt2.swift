extension LinearReference {
  /// NIST StRD, linear regression, NoInt2.dat.
  static let noInt2 = LinearReference(
    name: "NoInt2", terms: .withoutConstant,
    response: [
      3, 4, 4,
    ],
    predictors: [
      [
        4, 5, 6,
      ]
    ],
    coefficients: [
      0.727272727272727
    ],
    standardErrors: [
      0.420827318078432e-01
    ],
    sigma: 0.369274472937998, rSquared: 0.993348115299335)
}
