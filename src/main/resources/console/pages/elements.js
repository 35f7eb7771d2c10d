// The catalogue: what can be polled, and element files with mistakes.
import { html, useState } from '../html.js';
import { get, health } from '../api.js';
import { useLive } from '../live.js';
import { to } from '../route.js';
import { Badge, Failure, Initials, Json, Loading, Title } from '../ui.js';
import { AUTHENTICATION } from '../words.js';
import { Check } from './check.js';

export const matches = (element, text) =>
  [element.name, element.key, element.description].some((part) => part?.toLowerCase().includes(text.toLowerCase()));

async function load(key) {
  const [element, metadata] = await Promise.all([get(`/elements/${key}`), get(`/elements/${key}/metadata`)]);
  return { element, polling: metadata.events.polling };
}

function Element({ chosen }) {
  const { data, error } = useLive(() => load(chosen), [chosen], 0);
  const back = { href: to('elements'), text: 'Elements' };
  if (!data) {
    return html`<${Title} back=${back}>${chosen}</${Title}>${error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
  }
  const { element, polling } = data;
  const preset = element.configuration.find(({ key }) => key === 'event.poller.configuration')?.defaultValue;
  return html`
    <${Title} key="loaded" back=${back} actions=${html`<a class="button primary" href=${to('create', { element: element.key })}>Create an instance</a>`}>${element.name}</${Title}>
    <p class="lead">${element.description}</p>
    <p class="quiet"><code>${element.key}</code> · ${AUTHENTICATION[element.authentication.type]}</p>
    <section class="card"><h2>Resources</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Resources"><table><thead><tr><th scope="col">Resource</th><th scope="col">URL to poll</th><th scope="col">Reports</th></tr></thead>
        <tbody>${Object.entries(polling).map(([path, one]) => html`<tr><td><code>${path}</code></td><td><code>${one.pollUrl}</code></td><td>${one.eventTypes.join(', ')}</td></tr>`)}</tbody></table></div>
    </section>
    ${preset && html`<section class="card"><h2>Polled by default</h2><${Json} value=${JSON.parse(preset)} label="Default configuration" /></section>`}
    <section class="card"><h2>Configuration keys</h2>
      <ul class="plain-list">${element.configuration.map((key) => html`<li><code>${key.key}</code> ${key.required && html`<${Badge} tone="wait">required</${Badge}>`}</li>`)}</ul></section>`;
}

export function Elements({ chosen }) {
  const [text, setText] = useState('');
  const { data, error } = useLive(() => get('/elements'), [], 0);
  const { data: state } = useLive(health, [], 10);
  if (chosen) {
    return html`<${Element} key=${chosen} chosen=${chosen} />`;
  }
  return html`
    <${Title}>Elements</${Title}>
    <p class="lead">The providers that can be polled. Add one with a YAML file in <code>elements/</code>.</p>
    ${state?.checks?.elements && html`<${Check} check=${state.checks.elements} none="Every element file was read without a mistake." />`}
    <div class="toolbar"><input type="search" aria-label="Search elements" placeholder="Search elements" value=${text} onInput=${(e) => setText(e.target.value)} /></div>
    <${Failure} error=${error} />
    ${data ? html`<ul class="choices">${data.filter((element) => matches(element, text)).map((element) => html`
      <li><a class="choice" href=${to('elements', element.key)}><${Initials} name=${element.name} />
        <span><strong>${element.name}</strong><small>${element.description}</small><small>${AUTHENTICATION[element.authentication.type]}</small></span></a></li>`)}</ul>` : html`<${Loading} />`}`;
}
