// One notification: what it says, and every attempt to deliver it with the callback's answer.
import { html } from '../html.js';
import { get, post } from '../api.js';
import { useLive } from '../live.js';
import { to } from '../route.js';
import { Action, Badge, Copy, Failure, Json, Loading, Time, Title } from '../ui.js';
import { STATUSES } from '../words.js';
import { eventsOf, objectTypeOf } from './events.js';

async function load(id, event) {
  const path = `/instances/${id}/events/${encodeURIComponent(event)}`;
  const [notification, attempts] = await Promise.all([get(path), get(`${path}/attempts`)]);
  return { notification, attempts };
}

const Attempt = ({ attempt, number }) => html`
  <tr>
    <td>${number}</td>
    <td><${Time} at=${attempt.attemptedAt} /></td>
    <td>${attempt.statusCode ?? 'no answer'}</td>
    <td>${attempt.durationMs} ms</td>
    <td>${attempt.error ?? 'accepted'}${attempt.responseBody && html`<details><summary>Answer</summary><pre tabindex="0">${attempt.responseBody}</pre></details>`}</td>
  </tr>`;

export function Notification({ id, event }) {
  const { data, error, reload } = useLive(() => load(id, event), [id, event], 4);
  const back = { href: to('instances', id, 'notifications'), text: 'Notifications' };
  if (!data) {
    return html`<${Title} back=${back}>Notification</${Title}>${error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
  }
  const { notification, attempts } = data;
  const status = STATUSES[notification.status];
  const settled = notification.status === 'NOTIFIED' || notification.status === 'FAILED';
  const redeliver = async () => {
    await post(`/instances/${id}/events/${encodeURIComponent(event)}/redeliver`);
    setTimeout(reload, 500);
  };
  const body = notification.notifiedData[0];
  return html`
    <${Title} key="loaded" back=${back} actions=${html`<${Action} run=${redeliver} disabled=${!settled} done="It is sent again, after those that wait.">Send again</${Action}>`}>Notification of ${objectTypeOf(notification)}</${Title}>
    <p class="under"><${Badge} tone=${status.tone}>${status.word}</${Badge}> <span>${status.more}</span></p>
    <p class="quiet">Made <${Time} at=${notification.eventDate} /> · <code>${notification.id}</code> <${Copy} text=${notification.id} what="the id" /></p>
    ${notification.error && html`<p class="note bad">${notification.error}</p>`}
    <section class="card">
      <h2>Attempts</h2>
      ${attempts.length === 0 ? html`<p class="quiet">None yet.</p>` : html`
        <div class="scroll" tabindex="0" role="region" aria-label="Attempts"><table>
          <thead><tr><th scope="col">#</th><th scope="col">When</th><th scope="col">Answer</th><th scope="col">Took</th><th scope="col">Result</th></tr></thead>
          <tbody>${attempts.map((attempt, i) => html`<${Attempt} attempt=${attempt} number=${i + 1} />`)}</tbody></table></div>`}
    </section>
    <section class="card">
      <h2>Events</h2>
      <ul class="plain-list">${eventsOf(notification).map((one) => html`<li><${Badge} tone="off">${one.eventType}</${Badge}> <code>${one.objectId}</code> <${Time} at=${one.date} /></li>`)}</ul>
    </section>
    <section class="card">
      <div class="title"><h2>Payload</h2><${Copy} text=${JSON.stringify(body, null, 2)} what="the payload" /></div>
      <${Json} value=${body} label="Payload" />
    </section>`;
}
