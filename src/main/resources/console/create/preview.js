// What the next polls of an instance would report, with a configuration that is not saved yet.
import { html, useEffect, useState } from '../html.js';
import { post } from '../api.js';
import { Action, Badge, Failure, Loading, Time } from '../ui.js';

const REPORTED = ['CREATED', 'UPDATED', 'DELETED', 'UNKNOWN'];

const Found = ({ object }) => html`
  <li><code>${object.objectId}</code> ${REPORTED.includes(object.verdict) ? html`<${Badge} tone="ok">${object.verdict}</${Badge}>` : object.verdict}
    ${object.updatedDate && html` <${Time} at=${object.updatedDate} />`}</li>`;

const Resource = ({ preview }) => html`
  <section><h4><code>${preview.resource}</code> <${Badge} tone=${preview.ok ? 'ok' : 'bad'}>${preview.ok ? 'can be polled' : 'cannot be polled'}</${Badge}></h4>
    ${preview.reason && html`<p class="note bad">${preview.reason}</p>`}
    ${preview.objects.length ? html`<ul class="plain-list">${preview.objects.map((object) => html`<${Found} object=${object} />`)}</ul>` : preview.ok && html`<p class="quiet">Nothing would be reported now.</p>`}
  </section>`;

/** With `at` once, it is shown without being asked for. */
export function Preview({ id, configuration, at }) {
  const [shown, setShown] = useState(null);
  const [error, setError] = useState(null);
  const run = async () => {
    setError(null);
    try {
      setShown(await post(`/instances/${id}/preview`, configuration()));
    } catch (failure) {
      setError(failure);
    }
  };
  useEffect(() => {
    if (at === 'once') {
      run();
    }
  }, []);
  return html`
    <section class="card"><div class="title"><h2>Preview</h2><${Action} run=${run}>${shown ? 'Look again' : 'Show what would be reported'}</${Action}></div>
      <p class="quiet">Asks the provider with the configuration above. Nothing is saved or sent.</p>
      <${Failure} error=${error} />
      ${at === 'once' && !shown && !error && html`<${Loading} />`}
      ${shown?.map((preview) => html`<${Resource} preview=${preview} />`)}</section>`;
}
