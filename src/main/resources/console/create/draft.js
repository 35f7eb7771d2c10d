// The instance that is being made, kept in this tab until it is created or given up.
const KEY = 'pollhook.draft';

const EMPTY = {
  step: 0, element: null, account: {}, code: null, name: '', tags: '', callback: '',
  signatureKey: '', interval: '15', test: true, resources: null,
};

export const loadDraft = () => ({ ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') });

export const saveDraft = (draft) => sessionStorage.setItem(KEY, JSON.stringify(draft));

export const clearDraft = () => sessionStorage.removeItem(KEY);

/** The body of the request that creates it. */
export function requestOf(draft, redirectUri) {
  const oauth = draft.element.authentication.type === 'oauth2';
  return {
    element: { key: draft.element.key },
    name: draft.name.trim(),
    tags: tagsOf(draft.tags),
    configuration: {
      ...draft.account,
      ...(oauth ? { 'oauth.callback.url': redirectUri } : {}),
      'event.notification.enabled': true,
      'event.notification.callback.url': draft.callback.trim(),
      ...(draft.signatureKey ? { 'event.notification.signature.key': draft.signatureKey } : {}),
      'event.poller.refresh_interval': draft.interval.trim(),
      'event.poller.configuration': configurationOf(draft.resources),
    },
    ...(oauth ? { providerData: { code: draft.code } } : {}),
  };
}

export const tagsOf = (text) => text.split(',').map((tag) => tag.trim()).filter(Boolean);

/** The chosen resources, as the API takes them. */
export const configurationOf = (resources) =>
  Object.fromEntries(resources.filter(({ on }) => on).map(({ key, json }) => [key, JSON.parse(json)]));
