const LIGHT = `
  --background: var(--keyward-background, #ffffff);
  --text: var(--keyward-text, #1c2430);
  --muted: var(--keyward-muted, #586173);
  --border: var(--keyward-border, #8a93a3);
  --accent: var(--keyward-accent, #1f5fbf);
  --on-accent: var(--keyward-on-accent, #ffffff);
  --error: var(--keyward-error, #b3261e);`;

const DARK = `
  --background: var(--keyward-background, #1b2029);
  --text: var(--keyward-text, #e8ebf0);
  --muted: var(--keyward-muted, #a9b1bf);
  --border: var(--keyward-border, #7d8798);
  --accent: var(--keyward-accent, #8ab4ff);
  --on-accent: var(--keyward-on-accent, #10151d);
  --error: var(--keyward-error, #ffb4ab);`;

const RULES = `
:host { display: contents; color-scheme: light; ${LIGHT} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { color-scheme: dark; ${DARK} } }
:host([theme="dark"]) { color-scheme: dark; ${DARK} }
:host([hidden]) { display: none; }
.window {
  box-sizing: border-box; width: 30rem; max-width: 100%; margin: auto; padding: 1.5rem; border: 1px solid var(--border);
  border-radius: var(--keyward-radius, 0.75rem); background: var(--background); color: var(--text); overflow-wrap: anywhere;
  font: 1rem/1.5 var(--keyward-font, system-ui, sans-serif);
}
dialog.window { max-width: calc(100% - 2rem); max-height: calc(100% - 2rem); overflow: auto; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
*, ::before, ::after { box-sizing: border-box; }
h2, p, ul, form { margin: 0; padding: 0; }
h2 { font-size: 1.25rem; line-height: 1.3; outline-offset: 0.25rem; }
h2:focus:not(:focus-visible) { outline: none; }
.head { display: flex; gap: 1rem; align-items: start; justify-content: space-between; margin-bottom: 0.75rem; }
.product, .muted { color: var(--muted); font-size: 0.875rem; }
.content, form { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
label { display: grid; gap: 0.25rem; font-weight: 600; }
input, textarea {
  width: 100%; padding: 0.5rem 0.625rem; border: 1px solid var(--border); border-radius: 0.375rem; background: var(--background);
  color: inherit; font: inherit; font-weight: 400;
}
textarea, .code { font-family: ui-monospace, monospace; font-size: 0.875rem; }
input:user-invalid, [aria-invalid="true"] { border-color: var(--error); }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
button, a.button {
  padding: 0.5rem 0.875rem; border: 1px solid var(--border); border-radius: 0.375rem; background: var(--background); color: var(--text);
  font: inherit; text-align: center; text-decoration: none; cursor: pointer;
}
button.primary, a.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button[aria-disabled="true"] { cursor: progress; opacity: 0.75; }
button.close { padding: 0.125rem 0.5rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
ul { display: grid; gap: 0.5rem; list-style: none; }
li { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; }
li > div { flex: 1 1 10rem; min-width: 0; }
.problem { color: var(--error); }
.problem:empty, .status:empty { display: none; }
.problem, .status { margin-top: 1rem; }
@media (forced-colors: active) { button.primary, a.primary { border-width: 2px; } }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all windows of a page. A constructed sheet needs no `unsafe-inline` in a Content-Security-Policy. */
export function styles(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
  }
  return sheet;
}
