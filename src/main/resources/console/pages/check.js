// A check of the program's health, with the mistakes that it lists.
import { html } from '../html.js';

/** A list with file, line and reason each; or, of elements, a list of texts by file. */
function mistakesOf({ details }) {
  const mistakes = details?.mistakes ?? [];
  return Array.isArray(mistakes) ? mistakes
    : Object.entries(mistakes).flatMap(([file, reasons]) => reasons.map((reason) => ({ file, reason })));
}

const Mistake = ({ mistake }) =>
  html`<li><code>${mistake.file}${mistake.line ? `, line ${mistake.line}` : ''}</code>: ${mistake.reason}</li>`;

export function Check({ check, none }) {
  const found = mistakesOf(check);
  return html`
    ${check.status !== 'UP' && html`<p class="note bad">${check.details?.error ?? 'This check is down.'}</p>`}
    ${found.length === 0 ? check.status === 'UP' && html`<p class="note ok">${none}</p>`
      : html`<div class="note bad"><p><strong>Files with mistakes.</strong> What ran before them runs on.</p><ul>${found.map((mistake) => html`<${Mistake} mistake=${mistake} />`)}</ul></div>`}`;
}
