// Which resources are polled: check boxes, each with its configuration as JSON.
import { html, useState } from '../html.js';
import { get } from '../api.js';
import { Badge, Field } from '../ui.js';
import { jsonProblem } from './checks.js';

const pretty = (value) => JSON.stringify(value, null, 2);

/** Everything that an element can poll; what `chosen` has is on, with its own configuration. */
export async function resourcesOf(elementKey, chosen) {
  const [metadata, configuration] = await Promise.all([
    get(`/elements/${elementKey}/metadata`), get(`/elements/${elementKey}/configuration`)]);
  const preset = configuration.find(({ key }) => key === 'event.poller.configuration')?.defaultValue;
  const on = chosen ?? JSON.parse(preset ?? '{}');
  const known = Object.entries(metadata.events.polling).map(([key, { pollUrl, eventTypes }]) => ({
    key, eventTypes, on: key in on, json: pretty(on[key] ?? { url: pollUrl, idField: 'id' }) }));
  const own = Object.entries(on).filter(([key]) => !(key in metadata.events.polling))
    .map(([key, value]) => ({ key, eventTypes: [], on: true, own: true, json: pretty(value) }));
  return [...known, ...own];
}

/** The resource that a refusal of the API names, if it names one. */
const named = (resource, refusal) => refusal && resource.on && refusal.message.includes(resource.key);

function Resource({ resource, refusal, change, copy, drop }) {
  const [open, setOpen] = useState(false);
  const [renaming, setRenaming] = useState(resource.key);
  const problem = resource.on ? jsonProblem(resource.json) : null;
  const refused = named(resource, refusal) ? refusal.message : null;
  const blank = resource.on && /\{(?!calendarId)\w+\}/.test(resource.json.replace(/\$\{[^}]*\}/g, ''));
  return html`
    <li class=${`resource ${problem || refused ? 'refused' : ''}`}>
      <div class="title">
        <label class="check">
          <input type="checkbox" checked=${resource.on} onChange=${(e) => { change({ on: e.target.checked }); if (blank) { setOpen(true); } }} />
          <span><code>${resource.key}</code><small>${resource.eventTypes.length ? `reports ${resource.eventTypes.join(', ')}` : 'with a url of its own'}</small></span>
        </label>
        <div class="actions">
          <button type="button" class="plain" aria-expanded=${open} onClick=${() => setOpen(!open)} aria-label=${`Configuration of ${resource.key}`}>${open ? 'Close' : 'Configure'}</button>
          <button type="button" class="plain" onClick=${copy} aria-label=${`Copy ${resource.key} to poll another resource`}>Copy</button>
          ${resource.own && html`<button type="button" class="plain" onClick=${drop} aria-label=${`Remove ${resource.key}`}>Remove</button>`}
        </div>
      </div>
      ${blank && html`<p class="note warn">The url has a blank in braces: put your own value there under <em>Configure</em>.</p>`}
      ${(open || problem || refused) && html`
        ${resource.own && html`<${Field} label="Name in the events (objectType)" value=${renaming} onValue=${setRenaming} onBlur=${() => renaming && change({ key: renaming })} />`}
        <${Field} label=${`Configuration of ${resource.key}`} area rows="7" value=${resource.json} onValue=${(json) => change({ json })}
          error=${problem ?? refused} hint="The url decides what is polled." />`}
    </li>`;
}

export function Resources({ resources, refusal, onChange }) {
  const change = (index, changed) => onChange(resources.map((one, i) => (i === index ? { ...one, ...changed } : one)));
  const copy = (index) => {
    let number = 2;
    while (resources.some(({ key }) => key === `${resources[index].key}-${number}`)) {
      number++;
    }
    onChange([...resources.slice(0, index + 1),
      { ...resources[index], key: `${resources[index].key}-${number}`, own: true, on: true, eventTypes: resources[index].eventTypes },
      ...resources.slice(index + 1)]);
  };
  const elsewhere = refusal && !resources.some((one) => named(one, refusal));
  const on = resources.filter((one) => one.on).length;
  return html`
    ${elsewhere && html`<p class="note bad" role="alert">${refusal.message}</p>`}
    <p class="quiet" aria-live="polite">${on} of ${resources.length} chosen. <${Badge} tone="off">Copy</${Badge}> polls another resource with the same settings, such as a second calendar.</p>
    <ul class="resources">${resources.map((resource, index) => html`
      <${Resource} key=${index} resource=${resource} refusal=${refusal} change=${(changed) => change(index, changed)}
        copy=${() => copy(index)} drop=${() => onChange(resources.filter((one, i) => i !== index))} />`)}</ul>`;
}

/** Whether what is chosen can be sent. */
export const usable = (resources) =>
  resources?.some(({ on }) => on) && resources.every(({ on, json }) => !on || !jsonProblem(json));
