extension LinearReference {
  /// NIST StRD, linear regression, NoInt1.dat.
  static let noInt1 = LinearReference(
    name: "NoInt1", terms: .withoutConstant,
    response: [
      130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140,
    ],
    predictors: [
      [
        60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70,
      ]
    ],
    coefficients: [
      2.07438016528926
    ],
    standardErrors: [
      0.165289256198347e-01
    ],
    sigma: 3.56753034006338, rSquared: 0.999365492298663)
}
