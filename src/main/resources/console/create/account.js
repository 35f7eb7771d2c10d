// The account: what the element asks for, and the owner's consent.
import { html } from '../html.js';
import { Action, Copy, Field } from '../ui.js';
import { keyName, PROVIDER_HELP } from '../words.js';
import { redirectUri } from './consent.js';

/** The keys that a person fills in; the redirect URI is the console's own. */
export const accountKeys = (element) =>
  element.configuration.filter(({ key, required }) => required && key !== 'oauth.callback.url');

export const needsConsent = (element) => element.authentication.type === 'oauth2';

export const isHidden = ({ key, type }) => type === 'PASSWORD' && key !== 'oauth.api.key';

export const RedirectUri = () => html`
  <${Field} label="Redirect URI" readonly value=${redirectUri()} onFocus=${(e) => e.target.select()} hint="Exactly as it stands here, without a slash at the end.">
    <${Copy} text=${redirectUri()} what="the redirect URI" /></${Field}>`;

/** `connect` leads to the consent page, or makes the instance if the element needs none. */
export function Account({ draft, change, connect }) {
  const { element, account } = draft;
  const oauth = needsConsent(element);
  const keys = accountKeys(element);
  const filled = keys.every(({ key }) => account[key]?.trim());
  const help = PROVIDER_HELP[element.key];
  return html`
    <p>${oauth ? html`Register an OAuth client with ${element.name}, type <em>web application</em>, and give it this redirect URI:` : keys.length > 0 ? 'Enter the account’s credentials. They are stored encrypted, and never shown again.' : 'This element needs no credentials.'}
      ${help && html` <a href=${help} target="_blank" rel="noreferrer">${oauth ? 'How to do that' : 'How to get them'} ↗</a>`}</p>
    ${oauth && html`<${RedirectUri} />`}
    ${keys.map((one) => html`
      <${Field} key=${one.key} label=${keyName(one.key)} type=${isHidden(one) ? 'password' : 'text'} autocomplete="off" required
        value=${account[one.key] ?? ''} onValue=${(value) => change({ account: { ...account, [one.key]: value } })} />`)}
    <p class="quiet">${oauth ? `Next, the account’s owner signs in at ${element.name} and agrees; then you come back here. Nothing is polled until you start it.` : 'Nothing is polled until you start it.'}</p>
    <${Action} class="primary" run=${connect} disabled=${!filled}>Connect with ${element.name}</${Action}>`;
}
