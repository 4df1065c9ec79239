extension NonlinearReference {
  /// NIST StRD, nonlinear regression, Misra1c.dat.
  static let misra1c = NonlinearReference(
    name: "Misra1c", model: .misra1c,
    starts: [
      [500, 0.0001],
      [600, 0.0002],
    ],
    parameters: [
      6.3642725809e02, 2.0813627256e-04,
    ],
    standardErrors: [
      4.6638326572, 1.7728423155e-06,
    ],
    residualSumOfSquares: 4.0966836971e-02,
    x: [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ],
    y: [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ])
}
