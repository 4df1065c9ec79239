/// From Reference/diebold_mariano.R, horizons 1, 3 and 6.
enum DieboldMarianoReference {
  static let statistics = [-1.5764143508019945, -1.5458747344319714, -3.4749737162879404]
  static let pValues = [0.12300844158252633, 0.13021178095614491, 0.0012676989799912301]
}
