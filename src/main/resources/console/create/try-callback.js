// Sends a test to the callback and shows, in place, what it answered.
import { html, useState } from '../html.js';
import { get, post } from '../api.js';
import { Action, Badge } from '../ui.js';
import { CALLBACK_TEST } from '../words.js';

const LOOKS = 80;
const BETWEEN_MILLIS = 250;

async function firstAttempt(id, event) {
  for (let i = 0; i < LOOKS; i++) {
    const [attempt] = await get(`/instances/${id}/events/${event}/attempts`);
    if (attempt) {
      return attempt;
    }
    await new Promise((done) => setTimeout(done, BETWEEN_MILLIS));
  }
  return null;
}

function Outcome({ attempt }) {
  if (!attempt) {
    return html`<p>${CALLBACK_TEST.silent}</p>`;
  }
  return html`
    <p><${Badge} tone=${attempt.error ? 'bad' : 'ok'}>${attempt.error ? 'Failed' : 'Accepted'}</${Badge}> ${attempt.error ? `First attempt: ${attempt.error}.` : CALLBACK_TEST.accepted(attempt)}</p>
    ${attempt.error && html`<p>${CALLBACK_TEST.refused}</p>`}
    ${attempt.error && attempt.responseBody && html`<pre tabindex="0" aria-label="The callback’s answer">${attempt.responseBody}</pre>`}`;
}

/** `save` stores the callback, and returns whether the API took it. */
export function TryCallback({ id, save, disabled }) {
  const [outcome, setOutcome] = useState(null);
  const run = async () => {
    setOutcome(null);
    if (await save()) {
      const { id: event } = await post(`/instances/${id}/test-notification`);
      setOutcome({ attempt: await firstAttempt(id, event) });
    }
  };
  return html`
    <div class="try">
      <${Action} run=${run} disabled=${disabled}>Send a test</${Action}>
      <p class="hint">${CALLBACK_TEST.hint}</p>
      <div role="status">${outcome && html`<div class=${`note ${outcome.attempt && !outcome.attempt.error ? 'ok' : 'bad'}`}><${Outcome} attempt=${outcome.attempt} /></div>`}</div>
    </div>`;
}
