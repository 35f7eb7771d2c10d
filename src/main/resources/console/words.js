// The console's words: states, errors and explanations, in one place.

/** How polling of a resource is going. */
export const POLL_STATES = {
  OK: { tone: 'ok', word: 'Up to date', more: 'The last poll was complete.' },
  BASELINE_PENDING: {
    tone: 'wait', word: 'First look pending',
    more: 'The first look at the provider has not succeeded yet; it is tried again.' },
  BACKING_OFF: {
    tone: 'warn', word: 'Retrying',
    more: 'The last poll failed. Pollhook polls again, at growing intervals; nothing is lost.' },
  NEEDS_REAUTH: {
    tone: 'bad', word: 'Access revoked',
    more: 'The provider no longer accepts the grant. Connect the account again; what changed meanwhile is then reported.' },
  FAILED: {
    tone: 'bad', word: 'Failed',
    more: 'The provider refuses the polls. Pollhook keeps trying at growing intervals: see the error, correct the configuration or the account, then poll now.' },
};

/** What became of a notification. */
export const STATUSES = {
  NEW: { tone: 'wait', word: 'Waiting', more: 'Not sent yet.' },
  DISPATCHED: { tone: 'warn', word: 'Retrying', more: 'The attempt failed; it will be retried.' },
  NOTIFIED: { tone: 'ok', word: 'Delivered', more: 'The callback answered 2xx.' },
  FAILED: { tone: 'bad', word: 'Given up', more: 'Not sent again by itself; you can redeliver it.' },
};

export const EVENT_TYPES = { created: 'created', updated: 'updated', deleted: 'deleted' };

/** What is wrong, and what a person can do about it. */
export const PROBLEMS = {
  'callback.held': {
    title: 'The callback is held', action: 'Try the callback', tone: 'bad',
    more: 'It failed too often. Notifications wait; nothing is lost.' },
  'grant.revoked': {
    title: 'Access was revoked', action: 'Connect again', tone: 'bad',
    more: 'The provider no longer accepts the grant, so nothing is polled.' },
  'feed.failed': {
    title: 'Polling failed', action: 'See the error', tone: 'bad',
    more: 'Somebody has to correct the cause; Pollhook keeps trying at growing intervals.' },
  'feed.retrying': {
    title: 'Polling is retrying', action: 'See the error', tone: 'warn',
    more: 'The last polls failed; Pollhook keeps trying.' },
  gap: {
    title: 'Some changes may be missing', action: 'See the gap', tone: 'warn',
    more: 'The provider could not say what changed for a period.' },
};

export const AUTHENTICATION = {
  oauth2: 'OAuth 2.0: the owner consents in the browser',
  'client-credentials': 'Client id and secret',
  'api-key': 'API key',
  basic: 'User name and password',
  none: 'No authentication',
};

export const RECONNECT = {
  consent: (name) => `The owner of the account behind ${name} agrees once more. Everything else stays: polling resumes where it stood, and what changed meanwhile is reported.`,
  credentials: (name) => `Give ${name} other credentials. Everything else stays: polling resumes where it stood, and what changed meanwhile is reported.`,
  enterAgain: 'It is kept encrypted and not shown, so enter it again.',
  leaveEmpty: 'Leave it empty if it is the same as before.',
  gone: (key) => `The element ${key} is gone, so nothing can be connected. Put its file back into elements/.`,
  done: 'Connected. What changed meanwhile is reported now.',
};

/** What became of a test of the callback. */
export const CALLBACK_TEST = {
  hint: 'Saves the above and sends one notification of the type test, signed as events are.',
  accepted: ({ statusCode, durationMs }) => `The callback answered${statusCode ? ` ${statusCode}` : ''} after ${durationMs} ms.`,
  refused: 'See what your receiver says, or correct the URL, and send another test.',
  silent: 'The test was not sent within 20 s: the program is busy, or the callback is still being waited for. Its attempts are listed under Notifications.',
};

/** The parts of the program that report their health. */
export const CHECKS = {
  database: 'Database', disk: 'Disk', elements: 'Elements', routes: 'Routes', ticks: 'Schedulers' };

/** The facts that they report. */
export const CHECK_FACTS = {
  kind: 'Kind', freeMegabytes: 'Free space, in MB', loaded: 'Elements loaded', loops: 'Loops that run' };

export const ROUTE_ORIGINS = {
  shipped: 'shipped',
  own: 'your own, in routes/',
  'replaces shipped': 'your own, in place of the shipped one',
};

/** What the shipped route files are for. */
export const ROUTE_FILES = {
  api: 'answers calls of the API',
  delivery: 'sends notifications to the callbacks',
  event: 'your steps for each change, before it is stored',
  gmail: 'asks Gmail for changes',
  'google-calendar': 'asks Google Calendar for changes',
  'google-http': 'calls Google',
  'google-people': 'asks Google Contacts for changes',
  hub: 'reads resources through the hub',
  notification: 'your steps for each notification, before it is sent',
  poll: 'polls what is due, and stores what changed',
  rest: 'asks the providers of YAML elements',
};

/** What the ledger knows of a change that no notification is kept of. */
export const KNOWN = {
  none: 'The polls of this instance remember no such object: no poll has read it yet, or it changed longer ago than polls look back. Ids that a history names, such as Gmail’s messages, are remembered only for a short time.',
  some: 'These resources have read it. So it was reported and its notification is no longer kept, an event route dropped it, or it was there before the first poll.',
};

/** Where a provider explains how to get credentials. */
export const PROVIDER_HELP = {
  gmail: 'https://support.google.com/cloud/answer/6158849',
  googlesuite: 'https://support.google.com/cloud/answer/6158849',
  github: 'https://github.com/settings/tokens',
  hubspot: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth',
  notion: 'https://www.notion.so/my-integrations',
  salesforce: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_create.htm',
  shopify: 'https://shopify.dev/docs/apps/build/authentication-authorization',
  stripe: 'https://dashboard.stripe.com/apikeys',
};

/** Names of configuration keys, as people say them. */
export const KEYS = {
  'oauth.api.key': 'Client ID',
  'oauth.api.secret': 'Client secret',
  username: 'User name',
  password: 'Password',
  'access.token': 'Access token',
  'api.key': 'API key',
};

export const keyName = (key) =>
  KEYS[key] ?? (key.charAt(0).toUpperCase() + key.slice(1)).replace(/[._-]/g, ' ');

/** What the provider's consent page said when it sent the browser back without a code. */
export const CONSENT = {
  access_denied:
    'Access was denied on the provider’s page. Nothing was created. Connect again when the owner of the account agrees, or sign in there with another account.',
  state:
    'The answer does not belong to the request that this tab sent, so it was ignored. Connect again from this tab.',
  other: (error, description) =>
    `The provider did not grant access: ${description || error}. Check the client ID and that the redirect URI is registered exactly as shown, then connect again.`,
};

export const DELETE_WARNING = (waiting) =>
  (waiting
    ? `${waiting} undelivered ${waiting === 1 ? 'notification is' : 'notifications are'} discarded. `
    : '') +
  'Polling stops, and the record of what was reported, the notifications and their attempts are deleted. This cannot be undone.';

/** A moment, relative to now, as people say it. */
export function ago(date, now = Date.now()) {
  const seconds = Math.round((now - new Date(date).getTime()) / 1000);
  const distance = Math.abs(seconds);
  const [count, unit] =
    distance < 60 ? [distance, 's']
      : distance < 3600 ? [Math.round(distance / 60), 'min']
        : distance < 86400 ? [Math.round(distance / 3600), 'h']
          : [Math.round(distance / 86400), 'd'];
  if (distance < 2) {
    return 'now';
  }
  return seconds < 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}

export const exact = (date) =>
  new Date(date).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const plural = (count, one, many = `${one}s`) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** An interval in minutes, as people say it. */
export function interval(minutes) {
  const value = Number(minutes);
  if (!(value > 0)) {
    return '';
  }
  return value < 1 ? `${Math.round(value * 60)} s` : `${value} min`;
}
