// Keeps what a page shows fresh: asks again while the page is in front, and only then.
import { useEffect, useRef, useState } from './html.js';

/**
 * Loads now, whenever `deps` change, and every so many seconds.
 * Returns the data, the failure if the last try failed, and a function that loads again.
 */
export function useLive(load, deps, seconds = 5) {
  const [state, setState] = useState({ data: null, error: null });
  const current = useRef(0);
  const run = async (keep) => {
    const mine = ++current.current;
    if (!keep) {
      setState({ data: null, error: null });
    }
    try {
      const data = await load();
      if (mine === current.current) {
        setState({ data, error: null });
      }
    } catch (error) {
      if (mine === current.current) {
        setState((before) => ({ data: before.data, error }));
      }
    }
  };
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    latest.current(false);
    const again = () => {
      if (!document.hidden) {
        latest.current(true);
      }
    };
    const timer = seconds ? setInterval(again, seconds * 1000) : null;
    document.addEventListener('visibilitychange', again);
    return () => {
      current.current++;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, deps);
  return { ...state, reload: () => latest.current(true) };
}
