import LeastSquares
import RealModule

/// A nonlinear regression whose solution the National Institute of Standards and Technology has certified to 11 digits.
struct NonlinearReference: Sendable, CustomStringConvertible {
  /// f(b, x) with its gradient in b.
  enum Model: Sendable {
    case chwirut, danWood, enso, gauss, lanczos, mgh17, misra1a, misra1b, misra1c, misra1d, rat42, rat43
    case boxBOD, mgh09, mgh10
  }

  let name: String
  let model: Model
  let starts: [[Double]]
  let parameters: [Double]
  let standardErrors: [Double]
  let residualSumOfSquares: Double
  let x: [Double]
  let y: [Double]

  var description: String { name }

  func residuals(_ b: [Double], _ f: inout [Double]) {
    for row in x.indices { f[row] = y[row] - evaluate(b, x[row]).value }
  }

  func jacobian(_ b: [Double], _ j: inout Matrix) {
    for row in x.indices {
      for (column, slope) in evaluate(b, x[row]).gradient.enumerated() { j[row, column] = -slope }
    }
  }

  private func evaluate(_ b: [Double], _ x: Double) -> (value: Double, gradient: [Double]) {
    switch model {
    case .chwirut:
      let e = Double.exp(-b[0] * x)
      let d = b[1] + b[2] * x
      return (e / d, [-x * e / d, -e / (d * d), -x * e / (d * d)])
    case .danWood:
      let power = Double.pow(x, b[1])
      return (b[0] * power, [power, b[0] * power * .log(x)])
    case .enso: return enso(b, x)
    case .gauss: return gauss(b, x)
    case .lanczos:
      var value = 0.0
      var gradient: [Double] = []
      for k in stride(from: 0, to: 6, by: 2) {
        let e = Double.exp(-b[k + 1] * x)
        value += b[k] * e
        gradient += [e, -x * b[k] * e]
      }
      return (value, gradient)
    case .mgh17:
      let (e, f) = (Double.exp(-x * b[3]), Double.exp(-x * b[4]))
      return (b[0] + b[1] * e + b[2] * f, [1, e, f, -x * b[1] * e, -x * b[2] * f])
    case .misra1a:
      let e = Double.exp(-b[1] * x)
      return (b[0] * -.expMinusOne(-b[1] * x), [-.expMinusOne(-b[1] * x), b[0] * x * e])
    case .misra1b:
      let d = 1 + b[1] * x / 2
      return (b[0] * (1 - 1 / (d * d)), [1 - 1 / (d * d), b[0] * x / (d * d * d)])
    case .misra1c:
      let d = 1 + 2 * b[1] * x
      return (b[0] * (1 - 1 / .sqrt(d)), [1 - 1 / .sqrt(d), b[0] * x / (d * .sqrt(d))])
    case .misra1d:
      let d = 1 + b[1] * x
      return (b[0] * b[1] * x / d, [b[1] * x / d, b[0] * x / (d * d)])
    case .boxBOD:
      let e = Double.exp(-b[1] * x)
      return (b[0] * (1 - e), [1 - e, b[0] * x * e])
    case .mgh09:
      let top = x * x + x * b[1]
      let bottom = x * x + x * b[2] + b[3]
      let slope = -b[0] * top / (bottom * bottom)
      return (b[0] * top / bottom, [top / bottom, b[0] * x / bottom, x * slope, slope])
    case .mgh10:
      let e = Double.exp(b[1] / (x + b[2]))
      return (b[0] * e, [e, b[0] * e / (x + b[2]), -b[0] * e * b[1] / ((x + b[2]) * (x + b[2]))])
    case .rat43:
      let e = Double.exp(b[1] - b[2] * x)
      let power = Double.pow(1 + e, -1 / b[3])
      let inner = b[0] * power / (b[3] * (1 + e)) * e
      return (b[0] * power, [power, -inner, x * inner, b[0] * power * .log(onePlus: e) / (b[3] * b[3])])
    case .rat42:
      let e = Double.exp(b[1] - b[2] * x)
      let d = 1 + e
      return (b[0] / d, [1 / d, -b[0] * e / (d * d), b[0] * x * e / (d * d)])
    }
  }

  private func enso(_ b: [Double], _ x: Double) -> (value: Double, gradient: [Double]) {
    let yearly = 2 * Double.pi * x / 12
    var value = b[0] + b[1] * .cos(yearly) + b[2] * .sin(yearly)
    var gradient = [1, .cos(yearly), .sin(yearly)] as [Double]
    for k in [3, 6] {
      let angle = 2 * Double.pi * x / b[k]
      let slope = -angle / b[k]
      value += b[k + 1] * .cos(angle) + b[k + 2] * .sin(angle)
      gradient += [slope * (b[k + 2] * .cos(angle) - b[k + 1] * .sin(angle)), .cos(angle), .sin(angle)]
    }
    return (value, gradient)
  }

  private func gauss(_ b: [Double], _ x: Double) -> (value: Double, gradient: [Double]) {
    let decay = Double.exp(-b[1] * x)
    var value = b[0] * decay
    var gradient = [decay, -x * b[0] * decay]
    for k in [2, 5] {
      let distance = (x - b[k + 1]) / b[k + 2]
      let bell = Double.exp(-distance * distance)
      value += b[k] * bell
      let slope = 2 * b[k] * bell * distance / b[k + 2]
      gradient += [bell, slope, slope * distance]
    }
    return (value, gradient)
  }
}
