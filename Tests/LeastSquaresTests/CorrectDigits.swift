import RealModule

/// The number of correct significant digits, −log₁₀(|value − reference| / |reference|), at most 16.
///
/// For a reference of zero, it is the number of zeros after the decimal point, −log₁₀|value|.
///
/// Source: NIST StRD, "log relative error"; B. D. McCullough, The American Statistician 52 (1998), 358–366.
func correctDigits(_ value: Double, _ reference: Double) -> Double {
  let error = reference == 0 ? abs(value) : abs(value - reference) / abs(reference)
  if error == 0 { return 16 }
  return error.isNaN ? -.infinity : min(16, -.log10(error))
}

/// The number of correct digits of the worst element.
func correctDigits(_ values: [Double], _ references: [Double]) -> Double {
  guard values.count == references.count else { return -.infinity }
  return zip(values, references).map { correctDigits($0, $1) }.min() ?? -.infinity
}
