/**
 * The pages' only script. Every page works without it. It sends forms in the background, copies texts, and keeps the page
 * up to date.
 */
export const liveScript = `
const main = () => document.querySelector("main");
let shown = main().innerHTML;

async function refresh() {
  const answer = await fetch(location.href, { headers: { "x-live": "1" } });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  const typing = main().contains(document.activeElement) && document.activeElement.matches("input, select");
  if (!next || typing || next.innerHTML === shown) return;
  const focused = document.activeElement?.dataset?.focus;
  const alert = document.querySelector("[role=alert]")?.textContent;
  const open = [...main().querySelectorAll("details[open]")].map(({ id }) => id);
  shown = next.innerHTML;
  main().innerHTML = shown;
  for (const id of open) document.getElementById(id).open = true;
  if (alert) document.querySelector("[role=alert]").textContent = alert;
  if (focused) document.querySelector('[data-focus="' + CSS.escape(focused) + '"]')?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-live")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  fields.delete("back");
  const answer = await fetch(form.action, { method: "POST", body: fields });
  document.querySelector("[role=alert]").textContent = answer.ok ? "" : (await answer.json()).message;
  document.activeElement?.blur?.();
  await refresh();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = "Copied";
});

setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, 2000);
`;
