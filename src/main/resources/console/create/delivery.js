// What the instance is called, and where its events go.
import { html } from '../html.js';
import { Copy, Field } from '../ui.js';
import { callbackHint, callbackProblem, intervalProblem } from './checks.js';

/** 32 random bytes, in the form that also makes the headers of Standard Webhooks. */
function newKey() {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}

export const isComplete = (settings) =>
  Boolean(settings.name.trim()) && !callbackProblem(settings.callback) && !intervalProblem(settings.interval);

const REFUSED_HERE = /callback\.url|signature|refresh_interval/;

/** Whether a refusal is shown at the field that it is about. */
export const hasPlace = (refusal) => REFUSED_HERE.test(refusal?.message ?? '');

/** The fields that creating and editing share; `children` follow the callback. */
export function Delivery({ settings, change, refusal, children }) {
  const about = (key) => (refusal?.message.includes(key) ? refusal.message : null);
  const typed = settings.callback.trim() !== '';
  return html`
    <${Field} label="Name" required maxlength="255" value=${settings.name} onValue=${(name) => change({ name })} hint="Yours to choose: it is in every event." />
    <${Field} label="Tags" value=${settings.tags} onValue=${(tags) => change({ tags })} hint="Optional, separated by commas." />
    <${Field} label="Callback URL" required inputmode="url" placeholder="https://example.com/events" value=${settings.callback} onValue=${(callback) => change({ callback })}
      error=${(typed && callbackProblem(settings.callback)) || about('callback.url')} hint=${callbackHint(settings.callback)} />
    <${Field} label="Signature key" autocomplete="off" value=${settings.signatureKey} onValue=${(signatureKey) => change({ signatureKey })} error=${about('signature')}
      hint="With it, your receiver can tell that an event is from here. Keep a copy for the receiver.">
      <button type="button" onClick=${() => change({ signatureKey: newKey() })}>Generate</button>
      ${settings.signatureKey && html`<${Copy} text=${settings.signatureKey} what="the signature key" />`}
    </${Field}>
    ${children}
    <${Field} label="Minutes between polls" required inputmode="decimal" value=${settings.interval} onValue=${(interval) => change({ interval })} hint="A change is reported after this time at the latest."
      error=${intervalProblem(settings.interval) || about('refresh_interval')} />`;
}
