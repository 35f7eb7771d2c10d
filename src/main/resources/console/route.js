// Which page is shown: the part of the URL behind the #.
import { useEffect, useState } from './html.js';

function current() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  return {
    parts: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function useRoute() {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const changed = () => setRoute(current());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

/** The link to a page, such as `to('instances', 17)`. */
export function to(...parts) {
  const last = parts[parts.length - 1];
  const query = typeof last === 'object' ? new URLSearchParams(clean(parts.pop())).toString() : '';
  return '#/' + parts.map(encodeURIComponent).join('/') + (query ? `?${query}` : '');
}

function clean(query) {
  return Object.entries(query).filter(([, value]) => value !== '' && value != null);
}

export function go(...parts) {
  location.hash = to(...parts);
}
