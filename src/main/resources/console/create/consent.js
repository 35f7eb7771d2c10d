// The way to the provider's consent page and back. The state that comes back must be the one that
// this tab sent, so that nobody can slip in a code of another account.
import { post } from '../api.js';
import { CONSENT } from '../words.js';

const ASKED = 'pollhook.consent.asked';
const CAME = 'pollhook.consent.came';

/** What the OAuth client must be registered with. */
export const redirectUri = () => `${location.origin}/console/connected`;

function random() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Leaves for the provider's page; comes back to `page`, a part of the URL behind the #. */
export async function askForConsent(element, values, page) {
  const state = random();
  const { oauthUrl } = await post(`/elements/${element}/oauth/url`, {
    ...values, apiKey: values['oauth.api.key'], callbackUrl: redirectUri(), state });
  sessionStorage.setItem(ASKED, JSON.stringify({ state, page }));
  location.assign(oauthUrl);
}

/** Called before anything is shown: keeps what the provider sent, and cleans the address. */
export function takeConsent() {
  if (location.pathname !== '/console/connected') {
    return;
  }
  const answer = new URLSearchParams(location.search);
  const asked = JSON.parse(sessionStorage.getItem(ASKED) ?? 'null');
  sessionStorage.removeItem(ASKED);
  sessionStorage.setItem(CAME, JSON.stringify(outcome(answer, asked)));
  history.replaceState(null, '', `/${asked?.page ?? '#/create'}`);
}

function outcome(answer, asked) {
  if (!asked || answer.get('state') !== asked.state) {
    return { problem: CONSENT.state };
  }
  const error = answer.get('error');
  if (error || !answer.get('code')) {
    return { problem: CONSENT[error] ?? CONSENT.other(error ?? 'no code came', answer.get('error_description')) };
  }
  return { code: answer.get('code') };
}

/** What came back, once: `{code}` or `{problem}`; null if nobody was asked. */
export function consentThatCame() {
  const came = JSON.parse(sessionStorage.getItem(CAME) ?? 'null');
  sessionStorage.removeItem(CAME);
  return came;
}
