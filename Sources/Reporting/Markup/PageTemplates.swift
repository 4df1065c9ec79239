import Mustache

/// The templates of pages. They are part of the program, so that there is only one file to install.
enum PageTemplates {
  /// A whole HTML page.
  static let html = library([
    "page": """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'unsafe-inline'">
    <meta name="generator" content="churn-forecast {{version}}">
    <title>{{title}}</title>
    <style>
    {{{style}}}</style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    <p class="headline">{{{headline}}}</p>
    {{#lead}}
    <p>{{{.}}}</p>
    {{/lead}}
    <nav aria-label="Sections">{{#sections}}<a href="#{{id}}">{{title}}</a> {{/sections}}</nav>
    </header>
    <main>
    {{#sections}}
    <section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{title}}</h2>
    {{#blocks}}{{> block}}{{/blocks}}
    </section>
    {{/sections}}
    </main>
    <footer>
    <h2>How to reproduce this page</h2>
    <pre><code>{{command}}</code></pre>
    <p>churn-forecast {{version}}{{#seed}}, seed {{seed}}{{/seed}}. The same command, version and input give the same page.</p>
    </footer>
    <script>
    {{{script}}}</script>
    </body>
    </html>

    """,
    "block": """
    {{#paragraph}}<p>{{{paragraph}}}</p>
    {{/paragraph}}{{#notes}}<ul class="notes">
    {{#items}}<li>{{{.}}}</li>
    {{/items}}</ul>
    {{/notes}}{{#chart}}<figure>
    <figcaption>{{title}}</figcaption>
    <p class="seen">{{{seen}}}</p>
    <div class="wide">{{{wide}}}</div><div class="narrow">{{{narrow}}}</div>
    <details><summary>Table: {{title}}</summary>
    {{{table}}}</details>
    </figure>
    {{/chart}}{{#plain}}{{{table}}}{{/plain}}{{#folded}}<details><summary>{{title}}</summary>
    {{{table}}}</details>
    {{/folded}}{{#series}}<div class="tools" hidden>
    <label>Search <input type="search" autocomplete="off"></label>
    <label>Sort by <select><option value="order">page order</option><option value="name">name</option>\
    <option value="change">change, worst first</option><option value="last">users, most first</option></select></label>
    <output aria-live="polite"></output>
    </div>
    <ul class="cards">
    {{#cards}}<li data-name="{{name}}" data-change="{{change}}" data-last="{{last}}"><span class="name">{{name}}</span>\
    {{{drawing}}}<span class="seen">{{seen}}</span></li>
    {{/cards}}</ul>
    {{/series}}
    """,
  ])

  /// A whole Markdown page. Its texts are escaped by the rules of Markdown before they are inserted.
  static let markdown = library([
    "page": """
    {{% CONTENT_TYPE:TEXT}}
    # {{title}}

    **{{headline}}**

    {{#lead}}
    {{.}}

    {{/lead}}
    {{#sections}}
    ## {{title}}

    {{#blocks}}
    {{#paragraph}}
    {{paragraph}}

    {{/paragraph}}
    {{#notes}}
    {{#items}}
    - {{.}}
    {{/items}}

    {{/notes}}
    {{#chart}}
    ![{{title}}]({{file}})

    {{seen}}

    {{#folded}}
    <details><summary>{{title}}</summary>

    {{table}}

    </details>

    {{/folded}}
    {{/chart}}
    {{#folded}}
    <details><summary>{{title}}</summary>

    {{table}}

    </details>

    {{/folded}}
    {{#plain}}
    {{table}}

    {{/plain}}
    {{/blocks}}
    {{/sections}}
    ## How to reproduce this page

    ```text
    {{command}}
    ```

    churn-forecast {{version}}{{#seed}}, seed {{seed}}{{/seed}}. The same command, version and input give the same page.

    """
  ])

  /// Templates that refer to one another by name.
  private static func library(_ texts: [String: String]) -> MustacheLibrary {
    var library = MustacheLibrary()
    for (name, text) in texts {
      do {
        try library.register(text, named: name)
      } catch {
        // Cannot trap: the templates are written in the program, and tests draw every one.
        preconditionFailure("the template `\(name)` is not Mustache: \(error)")
      }
    }
    return library
  }
}
