import { html } from "hono/html";
import type { Sandbox } from "../sandbox.ts";
import { command, type Html } from "./layout.ts";

const page = "/_emulator";

/** The value as a form shows and sends it. */
function textOf(value: unknown): string {
  if (value === null) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function settingRow(name: string, value: unknown): Html {
  const fields =
    typeof value === "boolean"
      ? html`<input type="hidden" name="${name}" value="${String(!value)}" /><code>${String(value)}</code>`
      : html`<input name="${name}" aria-label="${name}" value="${textOf(value)}" />`;
  const label = typeof value === "boolean" ? (value ? "Turn off" : "Turn on") : "Set";
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${command("/_emulator/settings", label, page, { about: name, fields })}</td>
  </tr>`;
}

/** Every setting, with a form that changes it. */
export function settingsSection({ settings }: Sandbox): Html {
  return html`<section aria-label="Settings">
    <details id="settings">
      <summary><h2>Settings</h2></summary>
      <table>
        <tbody>${Object.entries(settings).map(([name, value]) => settingRow(name, value))}</tbody>
      </table>
    </details>
  </section>`;
}
