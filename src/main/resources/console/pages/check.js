// A check of the program's health, with the mistakes that it lists.
import { html } from '../html.js';

/** The lists in a check's details: of mistakes, with file, line and reason. */
const mistakes = (check) => Object.values(check.details ?? {}).filter(Array.isArray).flat();

const Mistake = ({ mistake }) =>
  typeof mistake === 'object'
    ? html`<li><code>${mistake.file}${mistake.line ? `:${mistake.line}` : ''}</code> ${mistake.reason ?? mistake.message ?? ''}</li>`
    : html`<li>${String(mistake)}</li>`;

export function Check({ check, none }) {
  const found = mistakes(check);
  return html`
    ${check.status !== 'UP' && html`<p class="note bad">${check.details?.error ?? check.details?.message ?? check.details?.reason ?? 'This check is down.'}</p>`}
    ${found.length === 0 ? check.status === 'UP' && html`<p class="note ok">${none}</p>`
      : html`<div class="note bad"><p><strong>Files with mistakes.</strong> What ran before them runs on.</p><ul>${found.map((mistake) => html`<${Mistake} mistake=${mistake} />`)}</ul></div>`}`;
}
