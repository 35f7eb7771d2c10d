// The Camel routes and the program's other checks, as its health shows them.
import { html } from '../html.js';
import { health } from '../api.js';
import { useLive } from '../live.js';
import { Badge, Failure, Loading, Title } from '../ui.js';
import { Check } from './check.js';

const NAMES = { database: 'Database', disk: 'Disk', elements: 'Elements', routes: 'Routes' };

function Details({ details }) {
  const shown = Object.entries(details ?? {}).filter(([, value]) => !Array.isArray(value));
  return html`<dl class="pairs">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>`)}</dl>`;
}

export function Routes() {
  const { data, error } = useLive(health, [], 5);
  return html`
    <${Title}>Routes</${Title}>
    <p class="lead">The steps of polling and delivery are Camel routes in YAML. A file saved in <code>routes/</code> takes effect within 5 s; one with a mistake changes nothing.</p>
    <${Failure} error=${error} />
    ${data ? html`
      ${data.checks.routes && html`<${Check} check=${data.checks.routes} none="Every route runs, and no route file has a mistake." />`}
      <h2>Health</h2>
      <div class="cards">${Object.entries(data.checks).map(([name, check]) => html`
        <section class="card"><div class="title"><h3>${NAMES[name] ?? name}</h3><${Badge} tone=${check.status === 'UP' ? 'ok' : 'bad'}>${check.status === 'UP' ? 'Well' : 'Down'}</${Badge}></div><${Details} details=${check.details} /></section>`)}</div>` : html`<${Loading} />`}`;
}
