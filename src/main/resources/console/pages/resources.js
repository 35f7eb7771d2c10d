// What an instance polls, and how that is going; after its creation, the wait for the first event.
import { html } from '../html.js';
import { page } from '../api.js';
import { useLive } from '../live.js';
import { to } from '../route.js';
import { Badge, Time } from '../ui.js';
import { eventsOf, kinds } from './events.js';
import { interval as minutes, plural, POLL_STATES } from '../words.js';

const Gap = ({ gap }) => html`
  <li>Between ${gap.from ? html`<${Time} at=${gap.from} />` : 'the beginning'} and <${Time} at=${gap.to} />: ${gap.why}</li>`;

function Resource({ record }) {
  const state = POLL_STATES[record.state];
  const gaps = record.gaps ?? [];
  const warnings = record.warnings ?? [];
  return html`
    <article class="card">
      <div class="title"><h3><code>${record.resource}</code></h3><${Badge} tone=${state.tone} title=${state.more}>${state.word}</${Badge}></div>
      <dl class="pairs">
        <dt>URL</dt><dd><code>${record.url}</code></dd>
        <dt>Last poll</dt><dd><${Time} at=${record.lastPoll} none="not yet" /></dd>
        <dt>Next poll</dt><dd><${Time} at=${record.nextPoll} /></dd>
        <dt>Changes seen up to</dt><dd><${Time} at=${record.lastSeen} none="none yet" /></dd>
        ${record.dropped > 0 && html`<dt>Dropped</dt><dd>${plural(record.dropped, 'change')}, by your event route</dd>`}
      </dl>
      ${record.lastError && html`<p class="note bad"><strong>Last error.</strong> ${record.lastError}</p>`}
      ${record.state !== 'OK' && html`<p class="quiet">${state.more}</p>`}
      ${gaps.length > 0 && html`<details open><summary>${plural(gaps.length, 'gap')}: times of which changes may be missing</summary><ul>${gaps.map((gap) => html`<${Gap} gap=${gap} />`)}</ul></details>`}
      ${warnings.length > 0 && html`<details><summary>${plural(warnings.length, 'warning')}</summary><ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul></details>`}
      ${record.parts?.length > 0 && html`
        <details><summary>${plural(record.parts.length, 'calendar')}</summary>
          <ul>${record.parts.map((part) => html`<li><code>${part.id}</code> <${Badge} tone=${POLL_STATES[part.state].tone}>${POLL_STATES[part.state].word}</${Badge}> <${Time} at=${part.lastPoll} none="not yet" />${part.lastError && html` – ${part.lastError}`}</li>`)}</ul>
        </details>`}
    </article>`;
}

/** The first event after the creation, as soon as there is one. */
function FirstEvent({ instance }) {
  const { data } = useLive(() => page(`/instances/${instance.id}/events`, { pageSize: 1 }), [instance.id], 2);
  const first = data?.data.find((one) => eventsOf(one)[0]?.objectType !== 'test');
  const every = minutes(instance.configuration['event.poller.refresh_interval'] ?? 15);
  return html`
    <div class=${`note ${first ? 'ok' : 'wait'}`} role="status">
      ${first ? html`<p><strong>The first event has arrived.</strong> <a href=${to('instances', instance.id, 'notifications', first.id)}>${kinds(first)}</a></p>`
        : html`<p><strong>Started: Pollhook watches from now on.</strong> Change something in the account: it is reported within ${every}, or sooner with <em>Poll now</em>. What was there before is not reported.</p>`}
    </div>`;
}

export function Resources({ records, instance, created }) {
  return html`
    ${created && html`<${FirstEvent} instance=${instance} />`}
    ${!instance.eventsEnabled ? html`<p class="note">Nothing is polled yet. <a href=${to('instances', instance.id, 'setup')}>Continue the setup</a>: say where events go and what to poll, and start.</p>`
      : records.length === 0 && html`<p class="note">Nothing is polled, because no resource is chosen. <a href=${to('instances', instance.id, 'edit')}>Edit the instance</a></p>`}
    <h2 class="hidden">Resources</h2>
    <div class="cards">${(instance.eventsEnabled ? records : []).map((record) => html`<${Resource} key=${record.resource} record=${record} />`)}</div>`;
}
