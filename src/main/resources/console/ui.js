// Parts that several pages share.
import { html, useEffect, useRef, useState } from './html.js';
import { ago, exact } from './words.js';

/** A state in a word; the colour only repeats it. */
export const Badge = ({ tone, title, children }) =>
  html`<span class=${`badge ${tone}`} title=${title}>${children}</span>`;

export const Time = ({ at, none = '–' }) =>
  at ? html`<time datetime=${at} title=${exact(at)}>${ago(at)}</time>` : none;

/** The letters that stand for an element. */
export function Initials({ name }) {
  const words = name.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [name];
  const letters = words.length > 1 ? words[0][0] + words[1][0] : name.slice(0, 2);
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return html`<span class=${`initials hue-${hue}`} aria-hidden="true">${letters}</span>`;
}

/** What went wrong, in the API's words. */
export const Failure = ({ error, children }) =>
  error && html`
    <div class="note bad" role="alert">
      <p>${error.message}</p>
      ${error.providerMessage && html`<p>The provider says: ${error.providerMessage}</p>`}
      ${children}
    </div>`;

export const Loading = () => html`<p class="quiet" aria-busy="true">Loading …</p>`;

export const Empty = ({ title, children }) =>
  html`<div class="empty"><h2>${title}</h2>${children}</div>`;

let nextId = 0;

/** A labelled input with its hint and what is wrong with its value. */
export function Field({ label, hint, error, area, children, onValue, ...input }) {
  const id = useRef(`field-${++nextId}`).current;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = {
    id, ...input,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? 'true' : undefined,
    onInput: (event) => onValue?.(event.target.value),
  };
  return html`
    <div class="field">
      <label for=${id}>${label}${input.required ? '' : ''}</label>
      <div class="row">
        ${area ? html`<textarea spellcheck="false" ...${attributes}></textarea>` : html`<input ...${attributes} />`}
        ${children}
      </div>
      ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      ${error && html`<p class="wrong" id=${`${id}-error`} role="alert">${error}</p>`}
    </div>`;
}

export const Check = ({ label, hint, checked, onValue, ...rest }) => html`
  <label class="check">
    <input type="checkbox" checked=${checked} onChange=${(e) => onValue(e.target.checked)} ...${rest} />
    <span>${label}${hint && html`<small>${hint}</small>`}</span>
  </label>`;

/** Copies a text; without the clipboard's permission it says so. */
export function Copy({ text, what }) {
  const [done, setDone] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('Copied');
    } catch {
      setDone('Select and copy');
    }
    setTimeout(() => setDone(''), 2000);
  };
  return html`<button type="button" onClick=${copy} aria-label=${`Copy ${what}`}>${done || 'Copy'}</button>`;
}

/** A button that is busy until its work is done, and says how that went. */
export function Action({ run, done, children, ...rest }) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    setBusy(true);
    try {
      const result = await run();
      if (done) {
        say(typeof done === 'function' ? done(result) : done);
      }
    } catch (error) {
      say(error.message, 'bad');
    }
    setBusy(false);
  };
  return html`<button type="button" disabled=${busy} aria-busy=${busy} onClick=${click} ...${rest}>${children}</button>`;
}

/** A dialog in front of the page; Escape closes it. */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return html`
    <dialog ref=${dialog} onClose=${onClose} aria-labelledby="dialog-title">
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </dialog>`;
}

let listener = () => {};

/** Says what happened, at the edge of the page. */
export function say(text, tone = 'ok') {
  listener({ text, tone });
}

/** Where `say` is heard, by screen readers too. */
export function Announcements() {
  const [said, setSaid] = useState(null);
  useEffect(() => {
    let timer;
    listener = (next) => {
      setSaid(next);
      clearTimeout(timer);
      timer = setTimeout(() => setSaid(null), 7000);
    };
    return () => clearTimeout(timer);
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${said && html`<p class=${`toast ${said.tone}`}>${said.text}</p>`}
  </div>`;
}

export const Json = ({ value, label }) =>
  html`<pre class="json" tabindex="0" aria-label=${label}>${JSON.stringify(value, null, 2)}</pre>`;

/** A page's title, which takes the focus when the page opens. */
export function Title({ children, back, actions }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${heading.current.textContent} · Pollhook`;
    heading.current.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return html`
    ${back && html`<a class="back" href=${back.href}>← ${back.text}</a>`}
    <div class="title">
      <h1 tabindex="-1" ref=${heading}>${children}</h1>
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>`;
}
