import Foundation

/// Headless Chromium, if this machine has a working one.
enum Browser {
  /// The behaviour of a page at one width.
  struct Visit: Decodable {
    let width: Int
    let scrollWidth: Int
    let errors: [String]
    let requests: Int
    let figures: Int
    let drawings: Int
    let overlaps: [String]
    let found: String?
    /// The tooltip after a pointer moved over a value.
    let tip: String?
    /// The names after sorting by name.
    let sorted: [String]?
    /// Whether the page's own style applies.
    let isStyled: Bool
  }

  private static let executable: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":").map(String.init)
    let candidates = ["chromium", "chromium-browser", "google-chrome"].flatMap { name in folders.map { "\($0)/\(name)" }
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Whether it can open an empty page here.
  static let isThere: Bool = (try? dump("about:blank"))?.contains("<body>") ?? false

  /// Opens a page at two widths and measures it.
  static func visits(_ html: String) throws -> [Visit] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "churn-forecast-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let watched = html.replacing(
      "<meta charset=\"utf-8\">", with: "<meta charset=\"utf-8\"><script>\(watch)</script>", maxReplacements: 1)
    try watched.write(to: folder.appending(path: "page.html"), atomically: true, encoding: .utf8)
    try outer.write(to: folder.appending(path: "outer.html"), atomically: true, encoding: .utf8)
    let text = try dump("file://" + folder.appending(path: "outer.html").path())
    guard let start = text.range(of: "<pre id=\"result\">"),
      let end = text.range(of: "</pre>", range: start.upperBound..<text.endIndex)
    else { return [] }
    let json = text[start.upperBound..<end.lowerBound].replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
    return try JSONDecoder().decode([Visit].self, from: Data(json.utf8))
  }

  private static func dump(_ address: String) throws -> String {
    guard let executable else { return "" }
    let profile = FileManager.default.temporaryDirectory.appending(path: "churn-forecast-browser-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: profile) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = [
      "90", executable, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--allow-file-access-from-files", "--virtual-time-budget=20000", "--window-size=1400,1000",
      "--user-data-dir=\(profile.path())", "--dump-dom", address,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Comes first in a copy of the page and records every error and every alert that a name might have caused.
  private static let watch = """
    window.errors=[];addEventListener('error',e=>errors.push(e.message),true);
    addEventListener('securitypolicyviolation',e=>errors.push(e.violatedDirective));window.alert=t=>errors.push('alert '+t);
    """

  /// Holds the page in frames of a phone's and a desk's width.
  private static let outer = """
    <!DOCTYPE html><meta charset="utf-8"><body><script>
    const visit=width=>new Promise(done=>{const frame=document.createElement('iframe');
    frame.style.cssText='border:0;height:900px;width:'+width+'px';frame.onload=()=>{const page=frame.contentDocument,
    view=frame.contentWindow;const shown=[...page.querySelectorAll('svg')].filter(s=>s.getBoundingClientRect().width>0);
    const overlaps=[];for(const svg of shown){const texts=[...svg.querySelectorAll('text')].map(t=>[t,t.getBoundingClientRect()]);
    texts.forEach(([a,p],i)=>texts.slice(i+1).forEach(([b,q])=>{const x=Math.min(p.right,q.right)-Math.max(p.left,q.left),
    y=Math.min(p.bottom,q.bottom)-Math.max(p.top,q.top);if(x>1.5&&y>4)overlaps.push(a.textContent+' | '+b.textContent);}));}
    const tools=page.querySelector('.tools');let found=null;if(tools){const search=tools.querySelector('input');
    search.value='=CMD';search.dispatchEvent(new view.Event('input'));found=tools.querySelector('output').textContent+': '+
    [...page.querySelectorAll('.cards li')].filter(c=>!c.hidden).map(c=>c.dataset.name).join();}
    let sorted=null;if(tools){const sort=tools.querySelector('select');sort.value='name';sort.dispatchEvent(new view.Event('change'));
    sorted=[...page.querySelectorAll('.cards li')].map(c=>c.dataset.name);}
    const place=page.querySelector('svg .h');if(place)place.dispatchEvent(new view.PointerEvent('pointermove',{bubbles:true}));
    const tip=page.querySelector('.tip');
    setTimeout(()=>done({width,tip:tip&&!tip.hidden?tip.textContent:null,sorted,isStyled:view.getComputedStyle(page.body).maxWidth==='888px',scrollWidth:page.documentElement.scrollWidth,errors:view.errors,requests:
    view.performance.getEntriesByType('resource').length,figures:page.querySelectorAll('figure').length,
    drawings:shown.filter(s=>s.closest('figure')).length,overlaps,found}),300);};
    frame.src='page.html';document.body.append(frame);});
    (async()=>{const results=[];for(const width of [390,1000])results.push(await visit(width));
    const result=document.createElement('pre');result.id='result';result.textContent=JSON.stringify(results);
    document.body.append(result);})();
    </script></body>
    """
}
