// Four sets that NIST calls difficult from their first start; small enough for one file.

extension NonlinearReference {
  /// NIST StRD, nonlinear regression, BoxBOD.dat.
  static let boxBOD = NonlinearReference(
    name: "BoxBOD", model: .boxBOD, starts: [[1, 1], [100, 0.75]], parameters: [2.1380940889e+02, 5.4723748542e-01],
    standardErrors: [1.2354515176e+01, 1.0455993237e-01], residualSumOfSquares: 1.1680088766e+03,
    x: [1, 2, 3, 5, 7, 10], y: [109, 149, 149, 191, 213, 224])

  /// NIST StRD, nonlinear regression, MGH09.dat.
  static let mgh09 = NonlinearReference(
    name: "MGH09", model: .mgh09, starts: [[25, 39, 41.5, 39], [0.25, 0.39, 0.415, 0.39]],
    parameters: [1.9280693458e-01, 1.9128232873e-01, 1.2305650693e-01, 1.3606233068e-01],
    standardErrors: [1.1435312227e-02, 1.9633220911e-01, 8.0842031232e-02, 9.0025542308e-02],
    residualSumOfSquares: 3.0750560385e-04,
    x: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625],
    y: [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246])

  /// NIST StRD, nonlinear regression, MGH10.dat.
  static let mgh10 = NonlinearReference(
    name: "MGH10", model: .mgh10, starts: [[2, 400000, 25000], [0.02, 4000, 250]],
    parameters: [5.6096364710e-03, 6.1813463463e+03, 3.4522363462e+02],
    standardErrors: [1.5687892471e-04, 2.3309021107e+01, 7.8486103508e-01], residualSumOfSquares: 8.7945855171e+01,
    x: [50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120, 125],
    y: [
      34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
    ])

  /// NIST StRD, nonlinear regression, Rat43.dat.
  static let rat43 = NonlinearReference(
    name: "Rat43", model: .rat43, starts: [[100, 10, 1, 1], [700, 5, 0.75, 1.3]],
    parameters: [6.9964151270e+02, 5.2771253025e+00, 7.5962938329e-01, 1.2792483859e+00],
    standardErrors: [1.6302297817e+01, 2.0828735829e+00, 1.9566123451e-01, 6.8761936385e-01],
    residualSumOfSquares: 8.7864049080e+03, x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    y: [
      16.08, 33.83, 65.8, 97.2, 191.55, 326.2, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41,
    ])
}
