// What a person can change of an instance, as the forms have it and as the API takes it.
import { get } from '../api.js';
import { resourcesOf } from './resources.js';

const CALLBACK = 'event.notification.callback.url';
const KEY = 'event.notification.signature.key';
const INTERVAL = 'event.poller.refresh_interval';
const POLLING = 'event.poller.configuration';

/** An instance with its settings, and everything that its element can poll. */
export async function loadSettings(id) {
  const instance = await get(`/instances/${id}`);
  const { configuration, name } = instance;
  const tags = instance.tags.filter((tag) => tag !== name);
  return {
    instance,
    settings: {
      name, tags: tags.join(', '), callback: configuration[CALLBACK] ?? '',
      signatureKey: configuration[KEY] ?? '', interval: configuration[INTERVAL] ?? '15' },
    resources: await resourcesOf(
      instance.element.key, configuration[POLLING] ? JSON.parse(configuration[POLLING]) : null),
  };
}

/** As the API has it, an instance without tags is tagged with its name. */
export function tagsOf({ tags, name }) {
  const given = tags.split(',').map((tag) => tag.trim()).filter(Boolean);
  return given.length ? given : [name.trim()];
}

/** The chosen resources, as the API takes them. */
export const pollingOf = (resources) => ({
  [POLLING]: Object.fromEntries(resources.filter(({ on }) => on).map(({ key, json }) => [key, JSON.parse(json)])),
});

/** What a PATCH needs to say to get from one state of the forms to another. */
export function changes(before, { settings, resources }) {
  const configuration = {};
  const differs = (field) => settings[field] !== before.settings[field];
  if (differs('callback')) {
    configuration[CALLBACK] = settings.callback.trim();
  }
  if (differs('signatureKey')) {
    configuration[KEY] = settings.signatureKey || null;
  }
  if (differs('interval')) {
    configuration[INTERVAL] = settings.interval.trim();
  }
  if (JSON.stringify(resources) !== JSON.stringify(before.resources)) {
    Object.assign(configuration, pollingOf(resources));
  }
  return {
    ...(differs('name') ? { name: settings.name.trim() } : {}),
    ...(differs('name') || differs('tags') ? { tags: tagsOf(settings) } : {}),
    ...(Object.keys(configuration).length ? { configuration } : {}),
  };
}

/** Everything that the delivery step has. */
export const deliveryOf = (settings) => ({
  name: settings.name.trim(),
  tags: tagsOf(settings),
  configuration: {
    [CALLBACK]: settings.callback.trim(),
    [KEY]: settings.signatureKey || null,
    [INTERVAL]: settings.interval.trim(),
  },
});
