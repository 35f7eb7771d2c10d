// The account: what the element asks for, and the owner's consent.
import { html, useState } from '../html.js';
import { Action, Badge, Copy, Failure, Field } from '../ui.js';
import { keyName, PROVIDER_HELP } from '../words.js';
import { askForConsent, redirectUri } from './consent.js';

/** The keys that a person fills in; the redirect URI is the console's own. */
export const accountKeys = (element) =>
  element.configuration.filter(({ key, required }) => required && key !== 'oauth.callback.url');

export const isComplete = (draft) =>
  accountKeys(draft.element).every(({ key }) => draft.account[key]?.trim())
  && (draft.element.authentication.type !== 'oauth2' || Boolean(draft.code));

export function Account({ draft, change, problem }) {
  const [error, setError] = useState(null);
  const { element, account } = draft;
  const oauth = element.authentication.type === 'oauth2';
  const keys = accountKeys(element);
  const filled = keys.every(({ key }) => account[key]?.trim());
  const connect = async () => {
    setError(null);
    try {
      await askForConsent(element.key, account, '#/create');
    } catch (failure) {
      setError(failure);
    }
  };
  const help = PROVIDER_HELP[element.key];
  return html`
    ${problem && html`<p class="note bad" role="alert">${problem}</p>`}
    <${Failure} error=${error} />
    <p>${oauth ? html`Register an OAuth client with ${element.name}, type <em>web application</em>, and give it this redirect URI:` : `Enter the account’s credentials. They are stored encrypted, and never shown again.`}
      ${help && html` <a href=${help} target="_blank" rel="noreferrer">How to get them at ${element.name} ↗</a>`}</p>
    ${oauth && html`<${Field} label="Redirect URI" readonly value=${redirectUri()} onFocus=${(e) => e.target.select()} hint="Exactly as it stands here, without a slash at the end.">
      <${Copy} text=${redirectUri()} what="the redirect URI" /></${Field}>`}
    ${keys.map(({ key, type }) => html`
      <${Field} key=${key} label=${keyName(key)} type=${type === 'PASSWORD' && key !== 'oauth.api.key' ? 'password' : 'text'} autocomplete="off" required
        value=${account[key] ?? ''} onValue=${(value) => change({ account: { ...account, [key]: value }, code: null })} />`)}
    ${oauth && html`
      <div class="connect">
        ${draft.code ? html`<p class="note ok"><${Badge} tone="ok">Connected</${Badge}> The owner has agreed. Finish within ten minutes: the provider’s code does not last longer.</p>` : html`<p class="quiet">Next, the account’s owner signs in at ${element.name} and agrees; then you come back here.</p>`}
        <${Action} class=${draft.code ? '' : 'primary'} run=${connect} disabled=${!filled}>${draft.code ? 'Connect another account' : `Connect with ${element.name}`}</${Action}>
      </div>`}`;
}
