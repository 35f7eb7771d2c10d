// The way from nothing to the first event, and where on it a person is.
import { html, useEffect, useRef } from '../html.js';

export const STEPS = ['Element', 'Account', 'Delivery', 'Resources', 'Review'];

/** Steps up to `furthest` can be returned to, unless `closed` says that they lie behind. */
export function Steps({ current, furthest, show, closed = () => false }) {
  return html`
    <nav aria-label="Steps"><ol class="steps">${STEPS.map((name, index) => {
      const done = index < furthest && index !== current;
      return html`
        <li class=${done ? 'done' : ''}><button type="button" disabled=${index > furthest || closed(index)} aria-current=${index === current ? 'step' : undefined} onClick=${() => show(index)}>
          <span aria-hidden="true">${done ? '✓' : index + 1}</span> ${name}</button></li>`;
    })}</ol></nav>`;
}

/** One step. Its heading takes the focus when the step before it is left. */
export function Step({ current, children }) {
  const heading = useRef(null);
  const opened = useRef(current);
  useEffect(() => {
    if (opened.current !== current) {
      opened.current = current;
      heading.current.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [current]);
  return html`<section class="card step" aria-labelledby="step"><h2 id="step" tabindex="-1" ref=${heading}>${STEPS[current]}</h2>${children}</section>`;
}
