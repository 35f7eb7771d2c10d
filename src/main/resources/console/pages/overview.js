// Monday morning: open problems, then whether everything is fresh.
import { html, useState } from '../html.js';
import { get } from '../api.js';
import { Bars } from '../chart.js';
import { useLive } from '../live.js';
import { to } from '../route.js';
import { Badge, Empty, Failure, Loading, Time, Title } from '../ui.js';
import { plural, POLL_STATES, PROBLEMS } from '../words.js';

const sum = (values) => values.reduce((a, b) => a + b, 0);

function Problem({ problem }) {
  const words = PROBLEMS[problem.type];
  const href = problem.type === 'grant.revoked'
    ? to('instances', problem.instanceId, 'connect')
    : to('instances', problem.instanceId);
  return html`
    <li class=${`problem ${words.tone}`}>
      <div>
        <p><strong>${words.title}</strong> · <a href=${to('instances', problem.instanceId)}>${problem.instanceName}</a>
          ${problem.resource && html` · <code>${problem.resource}</code>`}</p>
        <p class="quiet">${problem.message ? `${problem.message}. ` : ''}${words.more}</p>
      </div>
      <a class="button" href=${href}>${words.action}</a>
    </li>`;
}

function Figure({ name, value, more, href }) {
  return html`<a class="figure" href=${href}><span class="quiet">${name}</span><strong>${value}</strong><span class="quiet">${more}</span></a>`;
}

function Figures({ data }) {
  const { OK = 0, ...troubled } = data.resources;
  const all = OK + sum(Object.values(troubled));
  return html`
    <div class="figures">
      <${Figure} name="Instances" value=${data.instances.toLocaleString()} more=${plural(all, 'polled resource')} href=${to('instances')} />
      <${Figure} name="Up to date" value=${all ? `${OK} of ${all}` : '–'}
        more=${Object.entries(troubled).map(([state, n]) => `${n} ${POLL_STATES[state].word.toLowerCase()}`).join(', ') || 'resources'} href=${to('instances')} />
      <${Figure} name="Oldest poll" value=${html`<${Time} at=${data.oldestPoll} />`} more="the resource that lags most" href=${to('instances')} />
      <${Figure} name="Waiting" value=${data.waiting.toLocaleString()}
        more=${data.waitingSince ? html`oldest: <${Time} at=${data.waitingSince} />` : 'notifications'} href=${to('find')} />
    </div>`;
}

function Activity({ activity, period, setPeriod }) {
  const delivered = sum(activity.delivered);
  const failed = sum(activity.failedAttempts);
  const created = sum(activity.created);
  const span = period === 'hour' ? 'last hour' : 'last day';
  return html`
    <section class="card" aria-labelledby="activity">
      <div class="title">
        <h2 id="activity">Activity, ${span}</h2>
        <div class="segments" role="group" aria-label="Period">
          ${['hour', 'day'].map((name) => html`
            <button type="button" aria-pressed=${period === name} onClick=${() => setPeriod(name)}>${name === 'hour' ? 'Hour' : 'Day'}</button>`)}
        </div>
      </div>
      <div class="charts">
        <figure>
          <figcaption><strong>${created.toLocaleString()}</strong> notifications made</figcaption>
          <${Bars} from=${activity.from} bucketSeconds=${activity.bucketSeconds} label=${`${created} notifications made in the ${span}`}
            series=${[{ name: 'made', tone: 'accent', values: activity.created }]} />
        </figure>
        <figure>
          <figcaption><strong>${delivered.toLocaleString()}</strong> delivered, <strong class=${failed ? 'bad-text' : ''}>${failed.toLocaleString()}</strong> failed ${failed === 1 ? 'attempt' : 'attempts'}</figcaption>
          <${Bars} from=${activity.from} bucketSeconds=${activity.bucketSeconds} label=${`${delivered} delivered and ${failed} failed attempts in the ${span}`}
            series=${[{ name: 'delivered', tone: 'good', values: activity.delivered }, { name: 'failed', tone: 'bad', values: activity.failedAttempts }]} />
        </figure>
      </div>
    </section>`;
}

export function Overview() {
  const [period, setPeriod] = useState('hour');
  const { data, error } = useLive(() => get('/statistics', { period }), [period], 5);
  return html`
    <${Title} actions=${html`<a class="button primary" href=${to('create')}>Create an instance</a>`}>Overview</${Title}>
    <${Failure} error=${error} />
    ${!data ? !error && html`<${Loading} />` : data.instances === 0 ? html`
      <${Empty} title="Connect your first account">
        <p>Pollhook polls an account for changes, and sends each to your callback URL as a signed event.
          You need the provider’s credentials and a URL that takes the events; it takes about three minutes.</p>
        <a class="button primary" href=${to('create')}>Create an instance</a>
      </${Empty}>`
      : html`
        <section aria-labelledby="needs">
          <h2 id="needs" class="hidden">What needs you</h2>
          ${data.problems.length
            ? html`<ul class="problems">${data.problems.map((problem) => html`<${Problem} problem=${problem} />`)}</ul>`
            : html`<p class="note ok"><${Badge} tone="ok">All well</${Badge}> Nothing needs you: every callback takes its notifications, and every account can be polled.</p>`}
        </section>
        <${Figures} data=${data} />
        <${Activity} activity=${data.activity} period=${period} setPeriod=${setPeriod} />`}`;
}
