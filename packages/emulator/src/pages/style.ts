/** The pages' style sheet. It has no assets and follows the system's light or dark scheme. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dce3, #3a3f49); --quiet: light-dark(#5b6472, #a7afbd);
  --card: light-dark(#fff, #1c1f26); --page: light-dark(#f4f6f9, #121419); --accent: light-dark(#0b57d0, #8ab4f8);
  --good: light-dark(#137333, #81c995); --bad: light-dark(#b3261e, #f2b8b5); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 2rem auto; padding: 0 1rem; }
main.wide { max-width: 76rem; }
h1 { font-size: 1.35rem; margin: 0 0 .5rem; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin-bottom: 1rem; }
.quiet { color: var(--quiet); } .big { font-size: 1.6rem; font-weight: 650; margin: 0; overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); }
code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: 0; display: grid; gap: .75rem; } dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; }
.qr { display: block; width: 11rem; margin: 1rem auto; padding: .5rem; background: #fff; border-radius: .5rem; }
.qr svg { display: block; width: 100%; height: auto; }
button, .button { font: inherit; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .5rem; cursor: pointer;
  background: var(--card); color: inherit; text-decoration: none; display: inline-block; }
button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #0b1a33); }
button:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); } input, select { font: inherit; padding: .3rem .5rem; max-width: 11rem; }
form { display: inline-flex; gap: .35rem; align-items: center; margin: .15rem .15rem .15rem 0; flex-wrap: wrap; }
.stack { display: grid; gap: .5rem; } .stack form, .stack button { width: 100%; } .stack button { text-align: left; padding: .7rem 1rem; }
.tags { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: 0; padding: 0; }
.tags li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .7rem; font-size: .92rem; }
section > :first-child { margin-top: 0; } section > :last-child { margin-bottom: 0; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .45rem .6rem; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; color: var(--quiet); font-weight: 500; }
summary h2 { display: inline; } summary { cursor: pointer; }
[role=alert]:empty { display: none; }
[role=alert] { background: var(--card); border: 1px solid var(--bad); border-radius: .5rem; padding: .6rem 1rem; margin-bottom: 1rem; }
`;
