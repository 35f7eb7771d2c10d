// One instance: how it is doing, what can be done, its resources and notifications.
import { html, useState } from '../html.js';
import { get, post, put, remove } from '../api.js';
import { useLive } from '../live.js';
import { to } from '../route.js';
import { summarize } from '../summary.js';
import { Action, Badge, Copy, Failure, Initials, Loading, Title } from '../ui.js';
import { interval, plural } from '../words.js';
import { Delete } from './delete.js';
import { Resources } from './resources.js';
import { Notifications } from './notifications.js';

/** The callback, which an instance without one has not. */
const subscriptionOf = (id) =>
  get(`/notifications/subscriptions/${id}`).catch((error) => {
    if (error.status === 404) {
      return null;
    }
    throw error;
  });

async function load(id) {
  const [instance, records, subscription] = await Promise.all([
    get(`/instances/${id}`), get(`/instances/${id}/event-poller-records`), subscriptionOf(id)]);
  return { instance, records, subscription };
}

function Callback({ instance, subscription, reload }) {
  const configuration = instance.configuration;
  const retry = async () => {
    await put(`/notifications/subscriptions/${instance.id}/deliveries`);
    await reload();
  };
  if (!subscription) {
    return html`<section class="card"><h2>Callback</h2><p class="quiet">No callback URL is set, so nothing is sent.
      <a href=${to('instances', instance.id, 'edit')}>Set one</a></p></section>`;
  }
  return html`
    <section class="card" aria-labelledby="callback">
      <h2 id="callback">Callback</h2>
      ${subscription.held && html`<div class="note bad"><p><strong>Held.</strong> ${subscription.reason}</p>
        <${Action} class="primary" run=${retry} done="The callback is tried now.">Try the callback now</${Action}></div>`}
      <dl class="pairs">
        <dt>URL</dt><dd><code>${subscription.config.url}</code></dd>
        <dt>Waiting</dt><dd>${plural(subscription.waiting, 'notification')}</dd>
        ${!subscription.held && subscription.reason && html`<dt>Delivery</dt><dd>${subscription.reason}</dd>`}
        <dt>Signed</dt><dd>${configuration['event.notification.signature.key'] ? 'yes' : 'no'}</dd>
        <dt>Polled every</dt><dd>${interval(configuration['event.poller.refresh_interval'] ?? 15)}</dd>
        <dt>Element token</dt><dd><code>${instance.token.slice(0, 6)}…</code> <${Copy} text=${instance.token} what="the Element token" /></dd>
      </dl>
    </section>`;
}

export function Instance({ id, section, query }) {
  const { data, error, reload } = useLive(() => load(id), [id], 4);
  const [deleting, setDeleting] = useState(false);
  const back = { href: to('instances'), text: 'Instances' };
  if (!data) {
    return html`<${Title} back=${back}>Instance ${id}</${Title}>${error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
  }
  const { instance, records, subscription } = data;
  const path = `/instances/${id}`;
  const state = summarize(instance, records, subscription);
  const toggle = async () => {
    await (instance.disabled ? put(`${path}/enabled`) : remove(`${path}/enabled`));
    await reload();
  };
  const poll = async () => {
    await post(`${path}/poll`);
    setTimeout(reload, 1000);
  };
  const actions = html`
    ${!instance.eventsEnabled && html`<a class="button primary" href=${to('instances', id, 'setup')}>Continue the setup</a>`}
    <${Action} run=${poll} disabled=${instance.disabled || !instance.eventsEnabled} done="Every resource is polled now.">Poll now</${Action}>
    <${Action} run=${() => post(`${path}/test-notification`)} disabled=${!subscription}
      done=${({ id: event }) => `A test notification is on its way (${event}).`}>Send a test</${Action}>
    ${instance.eventsEnabled && html`<a class="button" href=${to('instances', id, 'edit')}>Edit</a>`}
    <a class="button" href=${to('instances', id, 'connect')}>Connect again</a>
    <${Action} run=${toggle} done=${instance.disabled ? 'Enabled: polling and delivery resume.' : 'Disabled: polling and delivery pause; nothing is lost.'}>${instance.disabled ? 'Enable' : 'Disable'}</${Action}>
    <button type="button" class="danger" onClick=${() => setDeleting(true)}>Delete</button>`;
  const tab = section ?? 'resources';
  return html`
    <${Title} key=${instance.name} back=${back} actions=${actions}>${instance.name}</${Title}>
    <p class="under"><${Initials} name=${instance.element.name ?? instance.element.key} />
      <${Badge} tone=${state.tone}>${state.word}</${Badge}> <span>${state.more}</span></p>
    <p class="quiet">${instance.element.name ?? instance.element.key} · id ${instance.id} · tags ${instance.tags.join(', ')}</p>
    <${Failure} error=${error} />
    ${!instance.valid && html`<p class="note bad">The provider no longer accepts the grant. <a href=${to('instances', id, 'connect')}>Connect the account again</a>: what changed meanwhile is then reported.</p>`}
    <nav class="tabs" aria-label="Parts of the instance">
      ${[['resources', 'Resources'], ['notifications', 'Notifications']].map(([name, label]) => html`
        <a href=${name === 'resources' ? to('instances', id) : to('instances', id, name)} aria-current=${tab === name ? 'page' : undefined}>${label}</a>`)}
    </nav>
    ${tab === 'notifications' ? html`<${Notifications} instance=${instance} records=${records} query=${query} />`
      : html`<${Resources} records=${records} instance=${instance} created=${query.created} />
        <${Callback} instance=${instance} subscription=${subscription} reload=${reload} />`}
    ${deleting && html`<${Delete} instance=${instance} waiting=${subscription?.waiting ?? 0} onClose=${() => setDeleting(false)} />`}`;
}
