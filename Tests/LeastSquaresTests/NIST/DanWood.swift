extension NonlinearReference {
  /// NIST StRD, nonlinear regression, DanWood.dat.
  static let danWood = NonlinearReference(
    name: "DanWood", model: .danWood,
    starts: [
      [1, 5],
      [0.7, 4],
    ],
    parameters: [
      7.6886226176e-01, 3.8604055871,
    ],
    standardErrors: [
      1.8281973860e-02, 5.1726610913e-02,
    ],
    residualSumOfSquares: 4.3173084083e-03,
    x: [
      1.309, 1.471, 1.490, 1.565, 1.611, 1.680,
    ],
    y: [
      2.138, 3.421, 3.597, 4.340, 4.882, 5.660,
    ])
}
