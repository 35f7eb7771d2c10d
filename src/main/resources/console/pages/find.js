// The support call: "we never got the change of 14:03".
import { html, useState } from '../html.js';
import { get, search } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Badge, Failure, Field, Loading, Time, Title } from '../ui.js';
import { KNOWN, plural, POLL_STATES, STATUSES } from '../words.js';
import { eventsOf, instanceOf, kinds, objectTypeOf } from './events.js';

function Hit({ notification, text }) {
  const instance = instanceOf(notification);
  const status = STATUSES[notification.status];
  const named = eventsOf(notification).filter(({ objectId }) => objectId === text);
  return html`
    <tr>
      <td><a href=${to('instances', instance, 'notifications', notification.id)}><${Time} at=${notification.eventDate} /></a></td>
      <td><a href=${to('instances', instance)}>${notification.notifiedData[0].message?.instanceName ?? instance}</a></td>
      <td><code>${objectTypeOf(notification)}</code></td>
      <td>${named.length ? named.map((event) => event.eventType.toLowerCase()).join(', ') : kinds(notification)}</td>
      <td><${Badge} tone=${status.tone} title=${status.more}>${status.word}</${Badge}></td>
    </tr>`;
}

/** What the poll records know of a change that was not reported. */
function Records({ instance, text }) {
  const { data, error } = useLive(() => get(`/instances/${encodeURIComponent(instance)}/event-poller-records`), [instance], 10);
  if (!data) {
    return error ? html`<${Failure} error=${error} />` : html`<${Loading} />`;
  }
  return html`<ul class="plain-list">${data.map((record) => {
    const warnings = (record.warnings ?? []).filter((warning) => warning.includes(text));
    return html`<li><${Badge} tone=${POLL_STATES[record.state].tone}>${POLL_STATES[record.state].word}</${Badge}> <code>${record.resource}</code>,
      last polled <${Time} at=${record.lastPoll} none="never" />, changes seen up to <${Time} at=${record.lastSeen} none="–" />.
      ${warnings.map((warning) => html` <strong>${warning}</strong>`)}
      ${record.dropped > 0 && ` ${plural(record.dropped, 'change')} dropped by your event route.`}
      ${(record.gaps ?? []).map((gap) => html` Possibly missed between <${Time} at=${gap.from} none="the beginning" /> and <${Time} at=${gap.to} />: ${gap.why}.`)}</li>`;
  })}</ul>`;
}

/** What the ledger remembers of it, whether a notification is kept or not. */
function Known({ instance, text }) {
  const { data, error } = useLive(() => get(`/instances/${encodeURIComponent(instance)}/known-objects`, { objectId: text }), [instance, text], 0);
  if (!data) {
    return html`<${Failure} error=${error} />`;
  }
  return data.length === 0 ? html`<p>${KNOWN.none}</p>` : html`
    <p>${KNOWN.some}</p>
    <ul class="plain-list">${data.map((one) => html`
      <li><code>${one.resource}</code>${one.part && html` (<code>${one.part}</code>)`}: ${plural(one.versions, 'version')}${one.latest && html`, the latest dated <${Time} at=${one.latest} />`}${one.createdReported && ', reported as created'}${one.deletedReported && ', reported as deleted'}</li>`)}</ul>`;
}

function Results({ text, instance }) {
  const path = instance ? `/instances/${encodeURIComponent(instance)}/events` : '/instances/events';
  const { data, error } = useLive(() => search(path, { searchText: text, pageSize: 50 }), [text, instance], 0);
  if (!data) {
    return error ? html`<${Failure} error=${error} />` : html`<${Loading} />`;
  }
  if (data.data.length > 0) {
    return html`
      <p role="status">${data.next ? 'The newest 50 notifications' : plural(data.data.length, 'notification')} with “${text}”:</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Found"><table>
        <thead><tr><th scope="col">Made</th><th scope="col">Instance</th><th scope="col">Resource</th><th scope="col">Event</th><th scope="col">Status</th></tr></thead>
        <tbody>${data.data.map((one) => html`<${Hit} key=${one.id} notification=${one} text=${text} />`)}</tbody></table></div>`;
  }
  return html`
    <div class="note" role="status"><p><strong>No notification that is kept contains “${text}”.</strong>${' '}
      Delivered ones are kept for 7 days unless <code>pollhook.event.retention</code> says otherwise. A change is not reported if it was there before
      the instance was created, if its resource is not polled, if an event route dropped it, or if the provider could not tell (a gap).</p></div>
    ${instance ? html`<h2>What the polls of instance ${instance} know</h2><${Known} instance=${instance} text=${text} /><${Records} instance=${instance} text=${text} />`
      : html`<p class="quiet">Give the instance’s id to see what its polls know.</p>`}`;
}

export function Find({ query }) {
  const [text, setText] = useState(query.text ?? '');
  const [instance, setInstance] = useState(query.instance ?? '');
  const submit = (event) => {
    event.preventDefault();
    go('find', { text: text.trim(), instance: instance.trim() });
  };
  return html`
    <${Title}>Find a change</${Title}>
    <p class="lead">Was it reported, in which notification, and did the callback take it?</p>
    <form class="toolbar wide" role="search" onSubmit=${submit}>
      <${Field} label="Object id, or any text of the object" value=${text} onValue=${setText} required />
      <${Field} label="Instance id (optional)" inputmode="numeric" value=${instance} onValue=${setInstance} />
      <button class="primary" disabled=${!text.trim()}>Find</button>
    </form>
    ${query.text && html`<${Results} key=${`${query.text}|${query.instance}`} text=${query.text} instance=${query.instance ?? ''} />`}`;
}
