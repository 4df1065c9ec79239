extension NonlinearReference {
  /// NIST StRD, nonlinear regression, Misra1b.dat.
  static let misra1b = NonlinearReference(
    name: "Misra1b", model: .misra1b,
    starts: [
      [500, 0.0001],
      [300, 0.0002],
    ],
    parameters: [
      3.3799746163e02, 3.9039091287e-04,
    ],
    standardErrors: [
      3.1643950207, 4.2547321834e-06,
    ],
    residualSumOfSquares: 7.5464681533e-02,
    x: [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ],
    y: [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ])
}
