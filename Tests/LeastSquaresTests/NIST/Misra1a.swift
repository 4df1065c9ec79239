extension NonlinearReference {
  /// NIST StRD, nonlinear regression, Misra1a.dat.
  static let misra1a = NonlinearReference(
    name: "Misra1a", model: .misra1a,
    starts: [
      [500, 0.0001],
      [250, 0.0005],
    ],
    parameters: [
      2.3894212918e02, 5.5015643181e-04,
    ],
    standardErrors: [
      2.7070075241, 7.2668688436e-06,
    ],
    residualSumOfSquares: 1.2455138894e-01,
    x: [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ],
    y: [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ])
}
