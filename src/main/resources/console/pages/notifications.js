// The notifications of an instance, by status and time; a range of them can be sent again.
import { html, useState } from '../html.js';
import { page, post } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Badge, Dialog, Empty, Failure, Loading, Time } from '../ui.js';
import { plural, STATUSES } from '../words.js';
import { kinds, objectTypeOf } from './events.js';

const PAGE = 25;

/** The value of a date field, which is local, as an instant; and back. */
const instant = (local) => (local ? new Date(local).toISOString() : '');

function local(iso) {
  if (!iso) {
    return '';
  }
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export const Row = ({ notification, instance }) => {
  const status = STATUSES[notification.status];
  return html`
    <tr>
      <td><a href=${to('instances', instance, 'notifications', notification.id)}><${Time} at=${notification.eventDate} /></a></td>
      <td><code>${objectTypeOf(notification)}</code></td>
      <td>${kinds(notification)}</td>
      <td><${Badge} tone=${status.tone} title=${status.more}>${status.word}</${Badge}></td>
      <td class="error">${notification.error}</td>
    </tr>`;
};

export const Head = () => html`<thead><tr><th scope="col">Made</th><th scope="col">Resource</th><th scope="col">Events</th><th scope="col">Status</th><th scope="col">Last error</th></tr></thead>`;

function Redeliver({ instance, filter, onClose }) {
  const run = async () => {
    const { count } = await post(`/instances/${instance.id}/redeliver`, filter);
    onClose();
    return count;
  };
  const parts = [
    filter.status ? STATUSES[filter.status].word.toLowerCase() : 'delivered or given up',
    filter.objectType && `of ${filter.objectType}`,
    filter.from && `made from ${new Date(filter.from).toLocaleString()}`,
    filter.to && `made before ${new Date(filter.to).toLocaleString()}`,
  ].filter(Boolean);
  return html`
    <${Dialog} title="Send notifications again?" onClose=${onClose}>
      <p>Every notification of this instance that is ${parts.join(', ')} goes out once more, with the same id, after those that wait. Receivers that know the id ignore it.</p>
      <div class="actions">
        <button type="button" onClick=${onClose}>Cancel</button>
        <${Action} class="primary" run=${run} done=${(count) => `${plural(count, 'notification')} will be sent again.`}>Send again</${Action}>
      </div>
    </${Dialog}>`;
}

export function Notifications({ instance, records, query }) {
  const { status = '', from = '', to: until = '', objectType = '', after = '' } = query;
  const [redelivering, setRedelivering] = useState(false);
  const filter = { status, from, to: until, objectType };
  const { data, error } = useLive(
    () => page(`/instances/${instance.id}/events`, { ...filter, nextPage: after, pageSize: PAGE }),
    [instance.id, status, from, until, objectType, after], after ? 0 : 4);
  const show = (changed) => go('instances', instance.id, 'notifications', { ...filter, ...changed });
  const settled = status === 'NOTIFIED' || status === 'FAILED' ? status : null;
  return html`
    <div class="toolbar">
      <label>Status <select value=${status} onChange=${(e) => show({ status: e.target.value })}>
        <option value="">all</option>${Object.entries(STATUSES).map(([key, { word }]) => html`<option value=${key} selected=${key === status}>${word}</option>`)}</select></label>
      <label>Resource <select value=${objectType} onChange=${(e) => show({ objectType: e.target.value })}>
        <option value="">all</option>${records.map(({ resource }) => html`<option value=${resource} selected=${resource === objectType}>${resource}</option>`)}</select></label>
      <label>From <input type="datetime-local" value=${local(from)} onChange=${(e) => show({ from: instant(e.target.value) })} /></label>
      <label>To <input type="datetime-local" value=${local(until)} onChange=${(e) => show({ to: instant(e.target.value) })} /></label>
      <button type="button" onClick=${() => setRedelivering(true)}>Send these again …</button>
    </div>
    <${Failure} error=${error} />
    ${!data ? !error && html`<${Loading} />` : data.data.length === 0
      ? html`<${Empty} title="No notification here"><p>${Object.values(filter).some(Boolean) ? 'None matches the filter.' : 'As soon as something changes in the account, it appears here.'}</p></${Empty}>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Notifications"><table><${Head} />
          <tbody>${data.data.map((one) => html`<${Row} key=${one.id} notification=${one} instance=${instance.id} />`)}</tbody></table></div>
        <p class="paging">
          ${after && html`<a class="button" href=${to('instances', instance.id, 'notifications', filter)}>Newest</a>`}
          ${data.next && html`<a class="button" href=${to('instances', instance.id, 'notifications', { ...filter, after: data.next })}>Older</a>`}
        </p>`}
    ${redelivering && html`<${Redeliver} instance=${instance} filter=${{ status: settled, objectType: objectType || null, from: from || null, to: until || null }} onClose=${() => setRedelivering(false)} />`}`;
}
