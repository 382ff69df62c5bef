/**
 * The component's own style sheet, for its shadow root: no rule gets in or out. Only the page's custom properties do, and
 * each has a default.
 */
export const styles = `
:host { display: block; }
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }

.root {
  all: initial;
  display: block;
  container-type: inline-size;
  color-scheme: inherit;
  font-family: var(--calypso-font, inherit);
  font-size: 16px;
  line-height: 1.5;
  text-align: start;
  -webkit-text-size-adjust: 100%;
  --bg: var(--calypso-background, #ffffff);
  --text: var(--calypso-text, #171b24);
  --muted: var(--calypso-muted, #565e6e);
  --border: var(--calypso-border, #d5dae2);
  --strong-border: var(--calypso-strong-border, #7f8898);
  --soft: var(--calypso-soft, #f4f6f9);
  --accent: var(--calypso-accent, #1d4fd7);
  --on-accent: var(--calypso-on-accent, #ffffff);
  --good: var(--calypso-good, #10693f);
  --good-soft: var(--calypso-good-soft, #e7f6ee);
  --warn: var(--calypso-warn, #7d4b00);
  --warn-soft: var(--calypso-warn-soft, #fff4dd);
  --bad: var(--calypso-bad, #b3201a);
  --bad-soft: var(--calypso-bad-soft, #fdecea);
  --radius: var(--calypso-radius, 12px);
  color: var(--text);
}
.root[data-theme="light"] { color-scheme: light; }
.root[data-theme="dark"] { color-scheme: dark; }
@supports (color: light-dark(#000, #fff)) {
  .root {
    --bg: var(--calypso-background, light-dark(#ffffff, #151a22));
    --text: var(--calypso-text, light-dark(#171b24, #eef1f6));
    --muted: var(--calypso-muted, light-dark(#565e6e, #a9b3c3));
    --border: var(--calypso-border, light-dark(#d5dae2, #333c4a));
    --strong-border: var(--calypso-strong-border, light-dark(#7f8898, #77839a));
    --soft: var(--calypso-soft, light-dark(#f4f6f9, #1d2430));
    --accent: var(--calypso-accent, light-dark(#1d4fd7, #8fb0ff));
    --on-accent: var(--calypso-on-accent, light-dark(#ffffff, #0b1220));
    --good: var(--calypso-good, light-dark(#10693f, #6fd6a2));
    --good-soft: var(--calypso-good-soft, light-dark(#e7f6ee, #12301f));
    --warn: var(--calypso-warn, light-dark(#7d4b00, #f3c46b));
    --warn-soft: var(--calypso-warn-soft, light-dark(#fff4dd, #362807));
    --bad: var(--calypso-bad, light-dark(#b3201a, #ff9d94));
    --bad-soft: var(--calypso-bad-soft, light-dark(#fdecea, #3b1512));
  }
}

.card {
  background: var(--bg);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  padding: 24px;
}

.head { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; margin-bottom: 16px; }
h2 { font-size: 18px; line-height: 1.35; font-weight: 650; margin: 0; }
h3 { font-size: 17px; line-height: 1.35; font-weight: 650; margin: 0; }
h2:focus, h3:focus { outline: none; }
h2:focus-visible, h3:focus-visible { outline: none; }
p { margin: 0; }
.muted { color: var(--muted); font-size: 14px; }
.due { font-weight: 650; font-variant-numeric: tabular-nums; }
.due .muted { font-weight: 400; margin-inline-end: 8px; }

fieldset { border: 0; margin: 0 0 20px; padding: 0; min-inline-size: 0; }
legend { padding: 0; margin-bottom: 8px; font-weight: 600; font-size: 15px; }
.choices { display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr)); }
.segmented { display: flex; flex-wrap: wrap; }
.segmented .choice { flex: 1 1 140px; min-height: 48px; }
.search { font: inherit; min-height: 44px; width: 100%; padding: 8px 12px; margin-bottom: 8px; border: 1px solid var(--strong-border); border-radius: calc(var(--radius) - 4px); background: var(--bg); color: var(--text); }
.choice {
  position: relative; display: flex; align-items: center; gap: 12px; min-height: 52px; padding: 6px 12px;
  border: 1px solid var(--strong-border); border-radius: calc(var(--radius) - 4px); cursor: pointer; background: var(--bg);
}
.choice input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice:hover { background: var(--soft); }
.choice:has(input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.choice:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.choice .mark { margin-inline-start: auto; width: 18px; height: 18px; border-radius: 50%; border: 2px solid var(--strong-border); flex: none; }
.choice input:checked ~ .mark { border: 6px solid var(--accent); }
.choice .names { display: flex; flex-direction: column; min-width: 0; line-height: 1.3; }
.choice .names b { font-weight: 600; }
.choice .names span { color: var(--muted); font-size: 13px; white-space: nowrap; }
.icon { flex: none; width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center; color: #fff; font-size: 16px; font-weight: 700; line-height: 1; }

@container (max-width: 440px) { .card { padding: 16px; } .choices { grid-template-columns: minmax(0, 1fr); } .choice { min-height: 48px; } .icon { width: 28px; height: 28px; } .choice .names { flex-direction: row; gap: 8px; align-items: baseline; flex-wrap: wrap; } .choice .names b { font-size: 15px; } .segmented .choice { gap: 8px; } .segmented .names { gap: 4px; } }

button, .button {
  font: inherit; font-weight: 600; min-height: 44px; padding: 8px 18px; border-radius: calc(var(--radius) - 4px);
  border: 1px solid var(--strong-border); background: var(--bg); color: var(--text); cursor: pointer;
  display: inline-flex; align-items: center; justify-content: center; gap: 8px; text-decoration: none; text-align: center;
}
button:hover, .button:hover { background: var(--soft); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); width: 100%; min-height: 48px; }
a.primary { margin-bottom: 12px; }
.primary:hover { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
button[aria-disabled="true"] { opacity: .7; cursor: progress; }
.link { border: 0; background: none; color: var(--accent); padding: 8px 4px; text-decoration: underline; text-underline-offset: 3px; font-weight: 500; }
.link:hover { background: none; text-decoration-thickness: 2px; }
button:focus-visible, .button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.note { border-radius: calc(var(--radius) - 4px); padding: 10px 14px; font-size: 14px; margin-bottom: 16px; background: var(--soft); }
.note.warn { background: var(--warn-soft); color: var(--warn); }
.note.bad { background: var(--bad-soft); color: var(--bad); }
.note.row { display: flex; gap: 12px; align-items: center; justify-content: space-between; flex-wrap: wrap; }

.pay { display: grid; gap: 16px 24px; grid-template-columns: minmax(0, 1fr); margin-bottom: 12px; }
.scan { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; justify-items: center; }
.scan > button { width: 100%; }
.scan[data-open="false"] > .qr { display: none; }
.qr { position: relative; background: #fff; border-radius: 10px; border: 1px solid var(--border); line-height: 0; width: min(290px, 100%); aspect-ratio: 1; }
.qr svg { width: 100%; height: 100%; display: block; }
.qr-mark { position: absolute; inset: 0; margin: auto; width: 44px; height: 44px; border-radius: 50%; background: #fff; display: grid; place-items: center; }
.rate { margin-bottom: 12px; }
@container (min-width: 560px) {
  .pay { grid-template-columns: minmax(0, 1fr) 266px; align-items: start; }
  .scan > button { display: none; }
  .scan[data-open] > .qr { display: block; width: 266px; }
}

.countdown { margin-bottom: 14px; }
.countdown p { display: flex; justify-content: space-between; align-items: baseline; }
.bar { height: 4px; border-radius: 2px; background: var(--border); overflow: hidden; margin-top: 4px; }
.bar div { height: 100%; background: var(--accent); }
.hurry .clock { color: var(--warn); } .hurry .bar div { background: var(--warn); }

.steps { list-style: none; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 4px; margin: 0 0 14px; padding: 0; font-size: 13px; color: var(--muted); }
.steps li { border-block-start: 3px solid var(--border); padding-block-start: 4px; min-width: 0; }
.steps .done { border-color: var(--good); }
.steps .now { border-color: var(--accent); color: var(--text); font-weight: 600; }
@container (max-width: 440px) { .steps { font-size: 11px; letter-spacing: -.01em; } }

.receipt { border: 1px solid var(--border); border-radius: calc(var(--radius) - 4px); padding: 14px 16px; margin-bottom: 12px; }
.receipt dl { margin: 8px 0 0; display: grid; gap: 6px; font-size: 14px; }
.receipt dl div { display: flex; justify-content: space-between; gap: 16px; }
.receipt dt { color: var(--muted); } .receipt dd { margin: 0; font-weight: 500; text-align: end; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.fields { display: grid; gap: 14px; width: 100%; }
.field .label { font-size: 14px; color: var(--muted); margin-bottom: 2px; }
.field .value { display: flex; align-items: center; gap: 8px; justify-content: space-between; }
.field .value > span { min-width: 0; overflow-wrap: anywhere; }
.amount { font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.3; }
.address { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 15px; line-height: 1.5; direction: ltr; unicode-bidi: isolate; overflow-wrap: anywhere; }
.copy { flex: none; min-height: 36px; min-width: 44px; padding: 4px 10px; font-size: 14px; font-weight: 500; }
.copy svg { width: 16px; height: 16px; }

.state { display: flex; gap: 12px; align-items: flex-start; padding: 14px 16px; border-radius: calc(var(--radius) - 4px); background: var(--soft); margin-bottom: 16px; }
.state:last-child { margin-bottom: 0; }
.state.compact { background: none; padding: 0; margin-bottom: 14px; }
.state.compact h3 { font-size: 15px; }
@container (max-width: 440px) { .state.compact { margin-bottom: 10px; } .state.compact p { display: none; } .state.compact .state-icon { width: 20px; height: 20px; } }
.state.good { background: var(--good-soft); } .state.good h3 { color: var(--good); }
.state.warn { background: var(--warn-soft); } .state.warn h3 { color: var(--warn); }
.state.bad { background: var(--bad-soft); } .state.bad h3 { color: var(--bad); }
.state .state-icon { flex: none; width: 24px; height: 24px; margin-top: 1px; }
.state.good .state-icon { color: var(--good); } .state.warn .state-icon { color: var(--warn); } .state.bad .state-icon { color: var(--bad); } .state.info .state-icon { color: var(--accent); }
.state p { font-size: 14px; color: var(--text); margin-top: 2px; }
.sums { display: grid; grid-template-columns: auto auto; justify-content: start; gap: 2px 16px; margin: 8px 0 0; font-size: 14px; font-variant-numeric: tabular-nums; }
.sums dt { color: var(--text); } .sums dd { margin: 0; font-weight: 600; }

.foot { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between; }
.clock { font-variant-numeric: tabular-nums; font-weight: 600; }
.actions { display: grid; gap: 8px; }

.spin { animation: spin 1.1s linear infinite; transform-origin: center; }
.pulse { animation: pulse 2s ease-in-out infinite; }
@keyframes spin { to { transform: rotate(360deg); } }
@keyframes pulse { 50% { opacity: .45; } }
@media (prefers-reduced-motion: reduce) { .spin, .pulse { animation: none; } }

iframe { width: 100%; height: 680px; border: 1px solid var(--border); border-radius: calc(var(--radius) - 4px); background: #fff; display: block; margin-bottom: 16px; }

.input { display: grid; gap: 6px; margin-bottom: 16px; }
.input label { font-weight: 600; font-size: 15px; }
.input textarea, .input select {
  font: inherit; min-height: 48px; padding: 8px 12px; border: 1px solid var(--strong-border); border-radius: calc(var(--radius) - 4px);
  background: var(--bg); color: var(--text); width: 100%;
}
.input select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.input textarea { resize: none; field-sizing: content; display: block; }
[aria-invalid="true"] { border-color: var(--bad) !important; box-shadow: inset 0 0 0 1px var(--bad); }
.paste { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; align-items: start; }
.contact { margin-top: 12px; font-size: 14px; }
a { color: var(--accent); }
.input .error, .error { color: var(--bad); font-size: 14px; }
.check { display: flex; gap: 12px; align-items: flex-start; margin-bottom: 16px; font-size: 14px; }
.check input { flex: none; width: 24px; height: 24px; margin: 0; accent-color: var(--accent); }

.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
