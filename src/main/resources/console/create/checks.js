// What can be checked while one types; the API decides in the end.

/** Why a text cannot be a callback URL, or null. */
export function callbackProblem(text) {
  const value = text.trim();
  if (!value) {
    return 'Give the URL that takes the events.';
  }
  if (/^pollhook:[A-Za-z0-9-]+$/.test(value)) {
    return null;
  }
  let url;
  try {
    url = new URL(value);
  } catch {
    return 'This is not a whole URL, such as https://example.com/events.';
  }
  return ['http:', 'https:'].includes(url.protocol) ? null : 'Use http:// or https://.';
}

/** What a person may want to know of a callback URL that can be used. */
export function callbackHint(text) {
  if (callbackProblem(text)) {
    return 'Each change is sent here as a POST, within seconds of the poll that found it.';
  }
  if (/^https?:\/\/(localhost|127\.|10\.|192\.168\.|\[::1\])/.test(text.trim())) {
    return 'A private address: it is accepted only if pollhook.callback.allowed-networks has it.';
  }
  return text.trim().startsWith('http:')
    ? 'Not encrypted: use https:// outside of your own network.'
    : 'Each change is sent here as a POST, within seconds of the poll that found it.';
}

export const intervalProblem = (text) =>
  Number(text) > 0 ? null : 'Give a number of minutes above 0, such as 15 or 0.5.';

/** Why a text cannot be a resource's configuration, or null. */
export function jsonProblem(text) {
  try {
    const value = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return 'Expected an object, such as {"url": "/hubs/general/changed-messages"}.';
    }
    return typeof value.url === 'string' && value.url ? null : 'The url is missing: it decides what is polled.';
  } catch (error) {
    return `Not valid JSON: ${error.message}`;
  }
}
