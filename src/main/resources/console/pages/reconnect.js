// A new grant for an instance: after a revocation, or for a client that was replaced.
import { html, useEffect, useState } from '../html.js';
import { get, patch } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Copy, Failure, Field, Loading, say, Title } from '../ui.js';
import { askForConsent, consentThatCame, redirectUri } from '../create/consent.js';

const ID = 'oauth.api.key';
const SECRET = 'oauth.api.secret';
const kept = (id) => `pollhook.reconnect.${id}`;

export function Reconnect({ id }) {
  const { data, error } = useLive(() => get(`/instances/${id}`), [id], 0);
  const [client, setClient] = useState(() => JSON.parse(sessionStorage.getItem(kept(id)) ?? '{}'));
  const [problem, setProblem] = useState(null);
  const finish = async (code) => {
    const configuration = { [ID]: client[ID], 'oauth.callback.url': redirectUri(), ...(client[SECRET] ? { [SECRET]: client[SECRET] } : {}) };
    try {
      await patch(`/instances/${id}`, { providerData: { code }, configuration });
      sessionStorage.removeItem(kept(id));
      say('Connected again. What changed meanwhile is reported now.');
      go('instances', id);
    } catch (failure) {
      setProblem([failure.message, failure.providerMessage].filter(Boolean).join(' '));
    }
  };
  useEffect(() => {
    const came = consentThatCame();
    if (came?.code) {
      finish(came.code);
    } else if (came) {
      setProblem(came.problem);
    }
  }, []);
  const connect = async () => {
    sessionStorage.setItem(kept(id), JSON.stringify(client));
    await askForConsent(data.element.key, { ...data.configuration, ...client }, to('instances', id, 'connect'));
  };
  const change = (key) => (value) => setClient({ ...client, [key]: value });
  return html`
    <${Title} back=${{ href: to('instances', id), text: data?.name ?? 'Instance' }}>Connect again</${Title}>
    ${!data ? error ? html`<${Failure} error=${error} />` : html`<${Loading} />` : html`
      <section class="card step">
        ${problem && html`<p class="note bad" role="alert">${problem}</p>`}
        <p>The owner of the account behind <strong>${data.name}</strong> agrees once more. Everything else stays: polling resumes where it stood, and what changed meanwhile is reported.</p>
        <${Field} label="Redirect URI" readonly value=${redirectUri()} hint="Your OAuth client must have it."><${Copy} text=${redirectUri()} what="the redirect URI" /></${Field}>
        <${Field} label="Client ID" autocomplete="off" required value=${client[ID] ?? ''} onValue=${change(ID)} hint="It is kept encrypted and not shown, so enter it again." />
        <${Field} label="Client secret" type="password" autocomplete="off" value=${client[SECRET] ?? ''} onValue=${change(SECRET)} hint="Leave it empty if the client is the same as before." />
        <div class="actions"><${Action} class="primary" run=${connect} disabled=${!client[ID]?.trim()}>Connect with ${data.element.name ?? data.element.key}</${Action}></div>
      </section>`}`;
}
