// New credentials for an instance, and the owner's consent if the element needs one: after a
// revocation, or for a client that was replaced.
import { html, useEffect, useState } from '../html.js';
import { get, patch } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Failure, Field, Loading, say, Title } from '../ui.js';
import { accountKeys, isHidden, needsConsent, RedirectUri } from '../create/account.js';
import { askForConsent, consentThatCame, redirectUri } from '../create/consent.js';
import { keyName, RECONNECT } from '../words.js';

const MASK = '********';
const CLIENT = 'oauth.api.key';
const kept = (id) => `pollhook.reconnect.${id}`;

/** The consent page's URL names the client, so that its id is needed even if it is the same. */
const isNeeded = (element, key) => needsConsent(element) && key === CLIENT;

const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()));

async function load(id) {
  const instance = await get(`/instances/${id}`);
  return { instance, element: instance.element.deleted ? null : await get(`/elements/${instance.element.key}`) };
}

function Form({ id, instance, element }) {
  const { configuration } = instance;
  const keys = accountKeys(element);
  const shown = Object.fromEntries(keys
    .filter(({ key }) => configuration[key] && configuration[key] !== MASK).map(({ key }) => [key, configuration[key]]));
  const [values, setValues] = useState(() => ({ ...shown, ...JSON.parse(sessionStorage.getItem(kept(id)) ?? '{}') }));
  const [problem, setProblem] = useState(null);
  const save = async (body) => {
    try {
      await patch(`/instances/${id}`, body);
      sessionStorage.removeItem(kept(id));
      say(RECONNECT.done);
      go('instances', id, ...(instance.eventsEnabled ? [] : ['setup']));
    } catch (failure) {
      setProblem(failure);
    }
  };
  const finish = (code) => save({
    providerData: { code }, configuration: { ...given(values), 'oauth.callback.url': redirectUri() } });
  useEffect(() => {
    const came = consentThatCame();
    if (came?.code) {
      finish(came.code);
    } else if (came) {
      setProblem({ message: came.problem });
    }
  }, []);
  const connect = async () => {
    if (!needsConsent(element)) {
      return save({ configuration: given(values) });
    }
    sessionStorage.setItem(kept(id), JSON.stringify(values));
    return askForConsent(element.key, { ...configuration, ...values }, to('instances', id, 'connect'));
  };
  const ready = keys.every(({ key }) => !isNeeded(element, key) || values[key]?.trim()) && Object.keys(given(values)).length > 0;
  return html`
    <section class="card step">
      <${Failure} error=${problem} />
      <p>${needsConsent(element) ? RECONNECT.consent(instance.name) : RECONNECT.credentials(instance.name)}</p>
      ${needsConsent(element) && html`<${RedirectUri} />`}
      ${keys.map((one) => html`
        <${Field} key=${one.key} label=${keyName(one.key)} type=${isHidden(one) ? 'password' : 'text'} autocomplete="off" required=${isNeeded(element, one.key)}
          value=${values[one.key] ?? ''} onValue=${(value) => setValues({ ...values, [one.key]: value })}
          hint=${isNeeded(element, one.key) ? RECONNECT.enterAgain : shown[one.key] ? undefined : RECONNECT.leaveEmpty} />`)}
      <div class="actions"><${Action} class="primary" run=${connect} disabled=${!ready}>${needsConsent(element) ? `Connect with ${element.name}` : 'Save the credentials'}</${Action}></div>
    </section>`;
}

export function Reconnect({ id }) {
  const { data, error } = useLive(() => load(id), [id], 0);
  return html`
    <${Title} back=${{ href: to('instances', id), text: data?.instance.name ?? 'Instance' }}>Connect again</${Title}>
    ${!data ? error ? html`<${Failure} error=${error} />` : html`<${Loading} />`
      : data.element ? html`<${Form} id=${id} ...${data} />` : html`<p class="note bad">${RECONNECT.gone(data.instance.element.key)}</p>`}`;
}
