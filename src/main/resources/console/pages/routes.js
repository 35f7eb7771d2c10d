// The route files and what runs of them, and the program's other checks, as its health shows them.
import { html } from '../html.js';
import { health } from '../api.js';
import { useLive } from '../live.js';
import { Badge, Failure, Loading, Title } from '../ui.js';
import { CHECK_FACTS, CHECKS, plural, ROUTE_FILES, ROUTE_ORIGINS } from '../words.js';
import { Check } from './check.js';

function Running({ routes, running }) {
  return running === routes ? html`<${Badge} tone="ok">${routes === 0 ? 'Loaded' : 'Running'}</${Badge}>`
    : html`<${Badge} tone="bad">${running} of ${routes} running</${Badge}>`;
}

function Files({ files, mistakes }) {
  const refused = new Map(mistakes.map((mistake) => [mistake.file, mistake]));
  const added = [...refused.keys()].filter((name) => !files.some(({ file }) => file === name));
  return html`
    <section class="card"><h2>Files</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Route files"><table>
        <thead><tr><th scope="col">File</th><th scope="col">Origin</th><th scope="col">State</th><th scope="col">Last save</th></tr></thead>
        <tbody>${files.map((one) => html`
          <tr><td class="file"><code>${one.file}</code><small>${ROUTE_FILES[one.file.replace('.camel.yaml', '')]}</small></td><td>${ROUTE_ORIGINS[one.origin]}</td>
            <td><${Running} ...${one} /> <small>${plural(one.routes, 'route')}</small></td>
            <td class=${refused.has(one.file) ? 'error' : ''}>${refused.get(one.file)?.reason ?? (one.origin === 'shipped' ? '–' : 'in use')}</td></tr>`)}
          ${added.map((name) => html`<tr><td><code>${name}</code></td><td>${ROUTE_ORIGINS.own}</td><td><${Badge} tone="bad">Not in use</${Badge}></td><td class="error">${refused.get(name).reason}</td></tr>`)}
        </tbody></table></div>
    </section>`;
}

const Generated = ({ routes }) => html`
  <section class="card"><h2>Generated</h2>
    <p class="quiet">One route for each source that an instance polls, from the template in <code>poll.camel.yaml</code> or <code>rest.camel.yaml</code>.</p>
    ${routes.length === 0 ? html`<p>None: nothing is polled.</p>` : html`
      <ul class="plain-list">${routes.map(({ route, running }) => html`<li><code>${route}</code> <${Badge} tone=${running ? 'ok' : 'bad'}>${running ? 'Running' : 'Stopped'}</${Badge}></li>`)}</ul>`}
  </section>`;

function Facts({ details }) {
  const shown = Object.entries(details ?? {}).filter(([name, value]) => typeof value !== 'object' && name !== 'error');
  return html`<dl class="pairs">${shown.map(([name, value]) => html`<dt>${CHECK_FACTS[name] ?? name}</dt><dd>${String(value)}</dd>`)}</dl>`;
}

export function Routes() {
  const { data, error } = useLive(health, [], 5);
  const routes = data?.checks.routes;
  return html`
    <${Title}>Routes</${Title}>
    <p class="lead">The steps of polling and delivery are Camel routes in YAML. A file saved in <code>routes/</code> takes effect within 5 s; one with a mistake changes nothing.</p>
    <${Failure} error=${error} />
    ${data ? html`
      ${routes && html`<${Check} check=${routes} none="Every route runs, and no route file has a mistake." />`}
      ${routes?.details.files && html`<${Files} files=${routes.details.files} mistakes=${routes.details.mistakes} />
        <${Generated} routes=${routes.details.generated} />`}
      <h2>Health</h2>
      <div class="cards">${Object.entries(data.checks).map(([name, check]) => html`
        <section class="card"><div class="title"><h3>${CHECKS[name] ?? name}</h3><${Badge} tone=${check.status === 'UP' ? 'ok' : 'bad'}>${check.status === 'UP' ? 'Well' : 'Down'}</${Badge}></div>${check.status !== 'UP' && html`<p class="bad-text">${check.details.error}</p>`}<${Facts} details=${check.details} /></section>`)}</div>` : html`<${Loading} />`}`;
}
