// What the instance is called, and where its events go.
import { html } from '../html.js';
import { Check, Copy, Field } from '../ui.js';
import { callbackHint, callbackProblem, intervalProblem } from './checks.js';

/** 32 random bytes, in the form that also makes the headers of Standard Webhooks. */
function newKey() {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}

export const isComplete = (draft) =>
  Boolean(draft.name.trim()) && !callbackProblem(draft.callback) && !intervalProblem(draft.interval);

/** The fields that creating and editing share. */
export function Delivery({ draft, change, refusal }) {
  const about = (key) => (refusal?.message.includes(key) ? refusal.message : null);
  const typed = draft.callback.trim() !== '';
  return html`
    <${Field} label="Name" required maxlength="255" value=${draft.name} onValue=${(name) => change({ name })} hint="Yours to choose: it is in every event." />
    <${Field} label="Tags" value=${draft.tags} onValue=${(tags) => change({ tags })} hint="Optional, separated by commas." />
    <${Field} label="Callback URL" required inputmode="url" placeholder="https://example.com/events" value=${draft.callback} onValue=${(callback) => change({ callback })}
      error=${(typed && callbackProblem(draft.callback)) || about('callback.url')} hint=${callbackHint(draft.callback)} />
    <${Field} label="Signature key" autocomplete="off" value=${draft.signatureKey} onValue=${(signatureKey) => change({ signatureKey })} error=${about('signature')}
      hint="With it, your receiver can tell that an event is from here. Keep a copy for the receiver.">
      <button type="button" onClick=${() => change({ signatureKey: newKey() })}>Generate</button>
      ${draft.signatureKey && html`<${Copy} text=${draft.signatureKey} what="the signature key" />`}
    </${Field}>
    <${Field} label="Minutes between polls" required inputmode="decimal" value=${draft.interval} onValue=${(interval) => change({ interval })}
      error=${intervalProblem(draft.interval) || about('refresh_interval')} />
    ${'test' in draft && html`<${Check} label="Send a test as soon as the instance exists" checked=${draft.test} onValue=${(test) => change({ test })}
      hint="A notification of the type test, so that you see at once whether the callback takes it." />`}`;
}
