// Changes to an instance: only what was changed is sent.
import { html, useState } from '../html.js';
import { patch } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Failure, Loading, say, Title } from '../ui.js';
import { Delivery, hasPlace, isComplete } from '../create/delivery.js';
import { Preview } from '../create/preview.js';
import { Resources, usable } from '../create/resources.js';
import { changes, loadSettings, pollingOf } from '../create/settings.js';

function Form({ id, before }) {
  const [settings, setSettings] = useState(before.settings);
  const [resources, setResources] = useState(before.resources);
  const [refusal, setRefusal] = useState(null);
  const save = async () => {
    try {
      await patch(`/instances/${id}`, changes(before, { settings, resources }));
      say('Saved. Resources whose url stayed resume where they stood.');
      go('instances', id);
    } catch (error) {
      setRefusal(error);
    }
  };
  const aboutResources = refusal && /event\.poller\.configuration/.test(refusal.message);
  return html`
    ${!aboutResources && !hasPlace(refusal) && html`<${Failure} error=${refusal} />`}
    <section class="card"><h2>Delivery</h2><${Delivery} settings=${settings} refusal=${refusal} change=${(changed) => { setRefusal(null); setSettings({ ...settings, ...changed }); }} /></section>
    <section class="card"><h2>Resources</h2><${Resources} resources=${resources} refusal=${aboutResources ? refusal : null} onChange=${(changed) => { setRefusal(null); setResources(changed); }} /></section>
    ${usable(resources) && html`<${Preview} id=${id} configuration=${() => pollingOf(resources)} />`}
    <div class="actions end wide">
      <a class="button" href=${to('instances', id)}>Cancel</a>
      <${Action} class="primary" run=${save} disabled=${!isComplete(settings) || !usable(resources)}>Save</${Action}>
    </div>`;
}

export function Edit({ id }) {
  const { data, error } = useLive(() => loadSettings(id), [id], 0);
  const back = { href: to('instances', id), text: data?.instance.name ?? 'Instance' };
  return html`
    <${Title} back=${back}>Edit the instance</${Title}>
    ${data ? html`<${Form} id=${id} before=${data} />` : error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
}
