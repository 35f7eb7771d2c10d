// The question before an instance is deleted.
import { html, useState } from '../html.js';
import { remove } from '../api.js';
import { go } from '../route.js';
import { Action, Check, Dialog, say } from '../ui.js';
import { DELETE_WARNING } from '../words.js';

export function Delete({ instance, waiting, onDeleted, onClose }) {
  const [revoke, setRevoke] = useState(false);
  const confirm = async () => {
    await remove(`/instances/${instance.id}`, { revoke });
    onDeleted?.();
    say(`${instance.name} was deleted.`);
    go('instances');
  };
  return html`
    <${Dialog} title=${`Delete ${instance.name}?`} onClose=${onClose}>
      <p>${DELETE_WARNING(waiting)}</p>
      ${instance.providerData && html`<${Check} label="Revoke access at the provider, too" checked=${revoke} onValue=${setRevoke}
        hint="Pollhook’s grant ends there. Other instances with the same grant stop, too." />`}
      <div class="actions">
        <button type="button" onClick=${onClose}>Keep it</button>
        <${Action} class="danger" run=${confirm}>Delete</${Action}>
      </div>
    </${Dialog}>`;
}
