// What would be reported, if this Pollhook can say that before the instance exists.
import { html, useState } from '../html.js';
import { call, get } from '../api.js';
import { useLive } from '../live.js';
import { Action, Failure, Json } from '../ui.js';

/** The call of the API that shows a preview, as its description names it; null if there is none. */
async function previewCall() {
  const { paths } = await get('/openapi.json');
  const found = Object.entries(paths).find(([path, item]) => !path.includes('{') && item.post && /preview/i.test(item.post.operationId));
  return found ? found[0] : null;
}

export function Preview({ request }) {
  const { data: path } = useLive(previewCall, [], 0);
  const [shown, setShown] = useState(null);
  const [error, setError] = useState(null);
  if (!path) {
    return null;
  }
  const run = async () => {
    setError(null);
    try {
      setShown((await call('POST', path, { body: request })).data);
    } catch (failure) {
      setError(failure);
    }
  };
  return html`
    <section class="card"><div class="title"><h3>Preview</h3><${Action} run=${run}>Show what would be reported</${Action}></div>
      <${Failure} error=${error} />
      ${shown && html`<${Json} value=${shown} label="Preview" />`}</section>`;
}
