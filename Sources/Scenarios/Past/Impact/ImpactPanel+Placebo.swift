import Series

extension ImpactPanel {
  /// The panel in which a control is taken for the treated series, and the treated series is left out.
  func placebo(_ control: Int) -> ImpactPanel {
    ImpactPanel(
      treatedName: controlNames[control], controlNames: without(control, controlNames), times: times,
      treated: controls[control], controls: without(control, controls), event: event,
      predictors: predictors.map {
        ImpactPredictor(name: $0.name, treated: $0.controls[control], controls: without(control, $0.controls))
      })
  }

  /// The panel without a control.
  func leavingOut(_ control: Int) -> ImpactPanel {
    ImpactPanel(
      treatedName: treatedName, controlNames: without(control, controlNames), times: times, treated: treated,
      controls: without(control, controls), event: event,
      predictors: predictors.map {
        ImpactPredictor(name: $0.name, treated: $0.treated, controls: without(control, $0.controls))
      })
  }

  /// The panel of the times in a range, with an event at an index of this panel.
  ///
  /// Predictors may summarise times up to the event, so that an earlier event has none of them.
  func during(_ range: Range<Int>, event: Int) -> ImpactPanel {
    ImpactPanel(
      treatedName: treatedName, controlNames: controlNames, times: Array(times[range]), treated: Array(treated[range]),
      controls: controls.map { Array($0[range]) }, event: event - range.lowerBound, predictors: [])
  }

  private func without<Element>(_ index: Int, _ list: [Element]) -> [Element] {
    var list = list
    list.remove(at: index)
    return list
  }
}
