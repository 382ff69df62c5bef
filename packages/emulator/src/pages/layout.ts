import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A whole page. `wide` for tables. */
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
  /** Inputs that are sent along. */
  readonly fields?: Html;
  /** What the button is about, for those who don't see what is beside it. */
  readonly about?: string;
  readonly primary?: boolean;
}

/** A button that sends a command to the control API, and then comes back to a page. */
export function command(action: string, label: string, back: string, options: CommandOptions = {}): Html {
  const { fields = "", about, primary = false } = options;
  return html`<form method="post" action="${action}" data-live>
    <input type="hidden" name="back" value="${back}" />${fields}
    <button
      class="${primary ? "primary" : ""}"
      data-focus="${action} ${label}"
      ${about === undefined ? "" : html`aria-label="${label}: ${about}"`}
    >${label}</button>
  </form>`;
}

/** A hidden field of a command. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}
