// How an instance is doing as a whole, from its poll records and its callback.
import { POLL_STATES } from './words.js';

const WORST_FIRST = ['NEEDS_REAUTH', 'FAILED', 'BACKING_OFF', 'BASELINE_PENDING', 'OK'];

/** One state in plain words, the last complete poll, and the last error. */
export function summarize(instance, records, subscription) {
  const list = records ?? [];
  const polls = list.map((record) => record.lastPoll).filter(Boolean).sort();
  const error = list.map((record) => record.lastError).find(Boolean) ?? '';
  const common = { freshness: polls[0], error };
  if (instance.disabled) {
    return { ...common, tone: 'off', word: 'Disabled', more: 'Neither polled nor delivered; nothing is lost.' };
  }
  if (!instance.eventsEnabled) {
    return { ...common, tone: 'wait', word: 'Not started', more: 'Nothing is polled until you start it.' };
  }
  if (!instance.valid) {
    return { ...common, ...POLL_STATES.NEEDS_REAUTH };
  }
  if (subscription?.held) {
    return { ...common, tone: 'bad', word: 'Callback held', more: subscription.reason };
  }
  const worst = WORST_FIRST.find((state) => list.some((record) => record.state === state));
  if (!worst) {
    return { ...common, tone: 'off', word: 'Nothing polled', more: 'Events are off, or no resource is chosen.' };
  }
  return { ...common, ...POLL_STATES[worst] };
}
