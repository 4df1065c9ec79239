extension NonlinearReference {
  /// NIST StRD, nonlinear regression, Rat42.dat.
  static let rat42 = NonlinearReference(
    name: "Rat42", model: .rat42,
    starts: [
      [100, 1, 0.1],
      [75, 2.5, 0.07],
    ],
    parameters: [
      7.2462237576e01, 2.6180768402, 6.7359200066e-02,
    ],
    standardErrors: [
      1.7340283401, 8.8295217536e-02, 3.4465663377e-03,
    ],
    residualSumOfSquares: 8.0565229338,
    x: [
      9.000, 14.000, 21.000, 28.000, 42.000, 57.000, 63.000, 70.000, 79.000,
    ],
    y: [
      8.930, 10.800, 18.590, 22.330, 39.350, 56.110, 61.730, 64.620, 67.080,
    ])
}
