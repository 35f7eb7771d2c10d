// What a notification's body says, in words.
import { plural } from '../words.js';

/** The events in a notification's body, whichever form it has. */
export const eventsOf = (notification) => notification.notifiedData?.[0]?.message?.events ?? [];

export const instanceOf = (notification) =>
  notification.eventElementInstances?.[0]?.elementInstanceId;

export const objectTypeOf = (notification) => eventsOf(notification)[0]?.objectType ?? '';

/** Such as "2 created, 1 deleted". */
export function kinds(notification) {
  const events = eventsOf(notification);
  if (events[0]?.objectType === 'test') {
    return 'a test';
  }
  const counts = {};
  events.forEach(({ eventType }) => {
    counts[eventType] = (counts[eventType] ?? 0) + 1;
  });
  return Object.entries(counts).map(([type, count]) => `${count} ${type.toLowerCase()}`).join(', ')
    || plural(events.length, 'event');
}
