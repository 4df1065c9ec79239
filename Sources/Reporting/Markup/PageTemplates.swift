import Mustache

/// The templates of pages. They are part of the program, so that there is only one file to install.
///
/// A plain text, `{{name}}`, is always escaped. Finished markup is a ``MarkupFragment`` or ``MarkdownFragment`` and is
/// inserted by a section without content, `{{#name}}{{/name}}`; a plain text there would not be shown at all.
enum PageTemplates {
  /// What stands before the names of the inputs in a page.
  static let sourceMark = "<meta name=\"source\" content=\""

  /// A whole HTML page.
  static let html = library(
    """
    {{% CONTENT_TYPE:\(PageText.HTML.name)}}
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="{{#policy}}{{/policy}}">
    <meta name="generator" content="churn-forecast {{version}}">
    {{#source}}\(sourceMark){{.}}">
    {{/source}}
    <title>{{title}}</title>
    <style>{{#style}}{{/style}}</style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    <p class="headline">{{#headline}}{{/headline}}</p>
    {{#lead}}
    <p>{{#text}}{{/text}}</p>
    {{/lead}}
    <nav aria-label="Sections">{{#sections}}<a href="#{{id}}">{{title}}</a> {{/sections}}</nav>
    </header>
    <main>
    {{#sections}}
    <section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{title}}</h2>
    {{#blocks}}\(block){{/blocks}}
    </section>
    {{/sections}}
    </main>
    <footer>
    <h2>How to reproduce this page</h2>
    <pre><code>{{command}}</code></pre>
    <p>churn-forecast {{version}}{{#seed}}, seed {{seed}}{{/seed}}. The same command, version and input give the same page.</p>
    </footer>
    <script>{{#script}}{{/script}}</script>
    </body>
    </html>

    """)

  /// A block of a section; exactly one of its parts is there.
  private static let block = """
    {{#paragraph}}<p>{{#text}}{{/text}}</p>
    {{/paragraph}}{{#notes}}<ul class="notes">
    {{#items}}<li>{{#text}}{{/text}}</li>
    {{/items}}</ul>
    {{/notes}}{{#chart}}<figure>
    <figcaption>{{title}}</figcaption>
    <p class="seen">{{#seen}}{{/seen}}</p>
    <div class="wide">{{#wide}}{{/wide}}</div><div class="narrow">{{#narrow}}{{/narrow}}</div>
    <p class="seen">{{#source}}{{/source}}</p>
    <details><summary>Table: {{title}}</summary>
    {{#table}}{{/table}}</details>
    </figure>
    {{/chart}}{{#plain}}{{#table}}{{/table}}{{/plain}}{{#folded}}<details><summary>{{title}}</summary>
    {{#table}}{{/table}}</details>
    {{/folded}}{{#series}}<div class="tools" hidden>
    <label>Search <input type="search" autocomplete="off"></label>
    <label>Sort by <select><option value="order">page order</option><option value="name">name</option>\
    <option value="change">change, worst first</option><option value="last">users, most first</option></select></label>
    <output aria-live="polite"></output>
    </div>
    <ul class="cards">
    {{#cards}}<li data-name="{{name}}" data-change="{{change}}" data-last="{{last}}"><span class="name">{{name}}</span>\
    {{#drawing}}{{/drawing}}<span class="seen">{{seen}}</span></li>
    {{/cards}}</ul>
    <ul class="notes found" hidden></ul>
    <pre class="others" hidden>{{others}}</pre>
    {{/series}}
    """

  /// A whole Markdown page.
  static let markdown = library(
    """
    {{% CONTENT_TYPE:\(PageText.Markdown.name)}}
    # {{#title}}{{/title}}

    **{{#headline}}{{/headline}}**

    {{#lead}}
    {{#text}}{{/text}}

    {{/lead}}
    {{#sections}}
    ## {{#title}}{{/title}}

    {{#blocks}}
    {{#paragraph}}
    {{#text}}{{/text}}

    {{/paragraph}}
    {{#notes}}
    {{#items}}
    - {{#text}}{{/text}}
    {{/items}}

    {{/notes}}
    {{#chart}}
    ![{{#title}}{{/title}}]({{#file}}{{/file}})

    {{#seen}}{{/seen}}

    {{#source}}{{/source}}

    {{#folded}}
    <details><summary>{{#title}}{{/title}}</summary>

    {{#table}}{{/table}}

    </details>

    {{/folded}}
    {{/chart}}
    {{#folded}}
    <details><summary>{{#title}}{{/title}}</summary>

    {{#table}}{{/table}}

    </details>

    {{/folded}}
    {{#plain}}
    {{#table}}{{/table}}

    {{/plain}}
    {{/blocks}}
    {{/sections}}
    ## How to reproduce this page

    ```text
    {{#command}}{{/command}}
    ```

    churn-forecast {{version}}{{#seed}}, seed {{seed}}{{/seed}}. The same command, version and input give the same page.

    """)

  /// The template of a page; plain texts in it are escaped by scalars. It includes no other: Mustache would escape texts in
  /// that by letters, among which one that combines with `<` is another letter.
  private static func library(_ text: String) -> MustacheLibrary {
    MustacheContentTypes.register(PageText.HTML(), named: PageText.HTML.name)
    MustacheContentTypes.register(PageText.Markdown(), named: PageText.Markdown.name)
    var library = MustacheLibrary()
    do {
      try library.register(text, named: "page")
    } catch {
      // Cannot trap: the template is written in the program, and tests draw it.
      preconditionFailure("the template is not Mustache: \(error)")
    }
    return library
  }
}
