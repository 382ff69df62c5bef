import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A complete page. `wide` makes room for tables. */
export function layout(title: string, content: Html, wide = false): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/_emulator/style.css" />
        <script type="module" src="/_emulator/live.js"></script>
      </head>
      <body>
        <main class="${wide ? "wide" : ""}"><div role="alert"></div>${content}</main>
      </body>
    </html>`;
}

export interface CommandOptions {
  /** Inputs of the form. */
  readonly fields?: Html;
  /** The button's subject, for screen readers. */
  readonly about?: string;
  readonly primary?: boolean;
}

/** A button that sends a command to the control API and then returns to a page. */
export function command(action: string, label: string, back: string, options: CommandOptions = {}): Html {
  const { fields = "", about, primary = false } = options;
  return html`<form method="post" action="${action}" data-live>
    <input type="hidden" name="back" value="${back}" />${fields}
    <button
      class="${primary ? "primary" : ""}"
      data-focus="${action} ${label} ${about ?? ""}"
      ${about === undefined ? "" : html`aria-label="${label}: ${about}"`}
    >${label}</button>
  </form>`;
}

/** A hidden field of a command. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}
