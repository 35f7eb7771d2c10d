// What was entered before there is an instance: kept in this tab, because the consent page is another site.
const KEY = 'pollhook.draft';
const UNFINISHED = 'pollhook.unfinished';

const EMPTY = { step: 0, element: null, account: {} };

export const loadDraft = () => ({ ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') });

export const saveDraft = (draft) => sessionStorage.setItem(KEY, JSON.stringify(draft));

export const clearDraft = () => sessionStorage.removeItem(KEY);

/** The instance that this tab has made and not started yet. */
export const unfinished = {
  id: () => sessionStorage.getItem(UNFINISHED),
  is: (id) => sessionStorage.setItem(UNFINISHED, id),
  end: () => sessionStorage.removeItem(UNFINISHED),
};

/** The request for an instance that is authenticated, and not polled yet. */
export function requestOf(draft, redirectUri, code) {
  const oauth = draft.element.authentication.type === 'oauth2';
  return {
    element: { key: draft.element.key },
    name: `My ${draft.element.name}`,
    configuration: {
      ...draft.account,
      ...(oauth ? { 'oauth.callback.url': redirectUri } : {}),
      'event.notification.enabled': false,
    },
    ...(oauth ? { providerData: { code } } : {}),
  };
}
