// The one client of the API, and of sign-in and sign-out.
const BASE = '/elements/api-v2';
const HEADERS = { 'X-Pollhook-Console': '1' };

/** Why a call failed: the API's own words. */
export class ApiError extends Error {
  constructor(status, message, providerMessage) {
    super(message);
    this.status = status;
    this.providerMessage = providerMessage;
  }
}

let onSignedOut = () => {};

/** Has a function called when the session is over. */
export function whenSignedOut(callback) {
  onSignedOut = callback;
}

async function send(method, url, body) {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      headers: body === undefined ? HEADERS : { ...HEADERS, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, 'Pollhook cannot be reached. Is it running?');
  }
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    // a proxy's error page: the status says enough
  }
  if (!answer.ok) {
    throw new ApiError(
      answer.status, data?.message ?? `HTTP ${answer.status}`, data?.providerMessage);
  }
  return { data, next: answer.headers.get('elements-next-page-token') };
}

function withQuery(path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== '' && value != null);
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Calls the API; returns what it answered, and the token of the next page. */
export async function call(method, path, { query, body } = {}) {
  try {
    return await send(method, BASE + withQuery(path, query), body);
  } catch (error) {
    if (error.status === 401) {
      onSignedOut();
    }
    throw error;
  }
}

export const get = async (path, query) => (await call('GET', path, { query })).data;
export const page = (path, query) => call('GET', path, { query });
export const post = async (path, body) => (await call('POST', path, { body })).data;
export const put = async (path, body) => (await call('PUT', path, { body })).data;
export const patch = async (path, body) => (await call('PATCH', path, { body })).data;
export const remove = async (path, query) => (await call('DELETE', path, { query })).data;

/** A list in which a search that finds nothing is empty, and not a failure. */
export async function search(path, query) {
  try {
    const { data, next } = await page(path, query);
    return { data: Array.isArray(data) ? data : [data], next };
  } catch (error) {
    if (error.status === 404) {
      return { data: [], next: null };
    }
    throw error;
  }
}

/** The program's health; what is down is in it, and no failure. */
export async function health() {
  const answer = await fetch('/observe/health');
  return answer.json();
}

const SESSION = '/console/session';

export const session = async () => (await send('GET', SESSION)).data;
export const signIn = (credentials) => send('POST', SESSION, credentials);
export const signOut = () => send('DELETE', SESSION);
