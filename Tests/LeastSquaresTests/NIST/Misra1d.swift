extension NonlinearReference {
  /// NIST StRD, nonlinear regression, Misra1d.dat.
  static let misra1d = NonlinearReference(
    name: "Misra1d", model: .misra1d,
    starts: [
      [500, 0.0001],
      [450, 0.0003],
    ],
    parameters: [
      4.3736970754e02, 3.0227324449e-04,
    ],
    standardErrors: [
      3.6489174345, 2.9334354479e-06,
    ],
    residualSumOfSquares: 5.6419295283e-02,
    x: [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ],
    y: [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ])
}
