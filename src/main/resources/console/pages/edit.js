// Changes to an instance: only what was changed is sent.
import { html, useState } from '../html.js';
import { get, patch } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Failure, Loading, say, Title } from '../ui.js';
import { Delivery, isComplete } from '../create/delivery.js';
import { configurationOf, tagsOf } from '../create/draft.js';
import { Preview } from '../create/preview.js';
import { Resources, resourcesOf, usable } from '../create/resources.js';

const CALLBACK = 'event.notification.callback.url';
const KEY = 'event.notification.signature.key';
const INTERVAL = 'event.poller.refresh_interval';
const POLLING = 'event.poller.configuration';

async function load(id) {
  const instance = await get(`/instances/${id}`);
  const { configuration } = instance;
  const chosen = configuration[POLLING] ? JSON.parse(configuration[POLLING]) : null;
  return {
    instance,
    draft: {
      name: instance.name, tags: instance.tags.join(', '), callback: configuration[CALLBACK] ?? '',
      signatureKey: configuration[KEY] ?? '', interval: configuration[INTERVAL] ?? '15' },
    resources: await resourcesOf(instance.element.key, chosen),
  };
}

/** What a PATCH needs to say. */
function changes(before, draft, resources) {
  const configuration = {};
  if (draft.callback !== before.draft.callback) {
    configuration[CALLBACK] = draft.callback.trim();
  }
  if (draft.signatureKey !== before.draft.signatureKey) {
    configuration[KEY] = draft.signatureKey || null;
  }
  if (draft.interval !== before.draft.interval) {
    configuration[INTERVAL] = draft.interval.trim();
  }
  if (JSON.stringify(resources) !== JSON.stringify(before.resources)) {
    configuration[POLLING] = configurationOf(resources);
  }
  return {
    ...(draft.name !== before.draft.name ? { name: draft.name.trim() } : {}),
    ...(draft.tags !== before.draft.tags ? { tags: tagsOf(draft.tags) } : {}),
    ...(Object.keys(configuration).length ? { configuration } : {}),
  };
}

function Form({ id, before }) {
  const [draft, setDraft] = useState(before.draft);
  const [resources, setResources] = useState(before.resources);
  const [refusal, setRefusal] = useState(null);
  const save = async () => {
    try {
      await patch(`/instances/${id}`, changes(before, draft, resources));
      say('Saved. Resources whose url stayed resume where they stood.');
      go('instances', id);
    } catch (error) {
      setRefusal(error);
    }
  };
  const aboutResources = refusal && /event\.poller\.configuration/.test(refusal.message);
  return html`
    ${refusal && !aboutResources && html`<${Failure} error=${refusal} />`}
    <section class="card"><h2>Delivery</h2><${Delivery} draft=${draft} change=${(changed) => { setRefusal(null); setDraft({ ...draft, ...changed }); }} /></section>
    <section class="card"><h2>Resources</h2><${Resources} resources=${resources} refusal=${aboutResources ? refusal : null} onChange=${(changed) => { setRefusal(null); setResources(changed); }} /></section>
    ${usable(resources) && html`<${Preview} id=${id} configuration=${() => configurationOf(resources)} />`}
    <div class="actions end wide">
      <a class="button" href=${to('instances', id)}>Cancel</a>
      <${Action} class="primary" run=${save} disabled=${!isComplete(draft) || !usable(resources)}>Save</${Action}>
    </div>`;
}

export function Edit({ id }) {
  const { data, error } = useLive(() => load(id), [id], 0);
  const back = { href: to('instances', id), text: data?.instance.name ?? 'Instance' };
  return html`
    <${Title} back=${back}>Edit the instance</${Title}>
    ${data ? html`<${Form} id=${id} before=${data} />` : error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
}
