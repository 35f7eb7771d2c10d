// The first minutes: which provider, and whose account. Then there is an instance to set up.
import { html, useEffect, useState } from '../html.js';
import { get, post } from '../api.js';
import { useLive } from '../live.js';
import { go, to, useRoute } from '../route.js';
import { Badge, Failure, Initials, Loading, say, Title } from '../ui.js';
import { AUTHENTICATION } from '../words.js';
import { Account, needsConsent } from '../create/account.js';
import { askForConsent, consentThatCame, redirectUri } from '../create/consent.js';
import { clearDraft, loadDraft, requestOf, saveDraft, unfinished } from '../create/draft.js';
import { Step, Steps } from '../create/steps.js';
import { matches } from './elements.js';

/** The instance that was left before it was started, if it is still there. */
async function left() {
  const id = unfinished.id();
  const instance = id && await get(`/instances/${id}`).catch(() => null);
  if (id && (!instance || instance.eventsEnabled)) {
    unfinished.end();
    return null;
  }
  return instance;
}

function Left() {
  const { data } = useLive(left, [], 0);
  return data && html`
    <p class="note"><strong>${data.name}</strong> is connected, and not started yet. <a href=${to('instances', data.id, 'setup')}>Continue with it</a></p>`;
}

function ElementStep({ draft, choose }) {
  const [text, setText] = useState('');
  const { data, error } = useLive(() => get('/elements'), [], 0);
  if (!data) {
    return error ? html`<${Failure} error=${error} />` : html`<${Loading} />`;
  }
  const found = data.filter((element) => matches(element, text));
  return html`
    <p>Which provider has the account?</p>
    <div class="toolbar"><input type="search" aria-label="Search elements" placeholder="Search" value=${text} onInput=${(e) => setText(e.target.value)} /></div>
    <ul class="choices">${found.map((element) => html`
      <li><button type="button" class="choice" aria-pressed=${draft.element?.key === element.key} onClick=${() => choose(element.key)}>
        <${Initials} name=${element.name} /><span><strong>${element.name}</strong><small>${element.description}</small><small>${AUTHENTICATION[element.authentication.type]}</small></span></button></li>`)}</ul>
    ${found.length === 0 && html`<p class="note">No element is called that. Add a provider of your own with one YAML file: see <a href=${to('elements')}>Elements</a>.</p>`}`;
}

export function Create() {
  const { query } = useRoute();
  const [draft, setDraft] = useState(loadDraft);
  const [problem, setProblem] = useState(null);
  const [creating, setCreating] = useState(false);
  const change = (changed) => setDraft((before) => ({ ...before, ...changed }));
  const create = async (code) => {
    setProblem(null);
    setCreating(true);
    try {
      const instance = await post('/instances', requestOf(draft, redirectUri(), code));
      clearDraft();
      unfinished.is(instance.id);
      go('instances', instance.id, 'setup');
    } catch (error) {
      setProblem(error);
      setCreating(false);
    }
  };
  const connect = async () => {
    setProblem(null);
    try {
      await (needsConsent(draft.element) ? askForConsent(draft.element.key, draft.account, '#/create') : create());
    } catch (error) {
      setProblem(error);
    }
  };
  const choose = async (key) => {
    try {
      const element = await get(`/elements/${key}`);
      setProblem(null);
      change({ element, step: 1, ...(draft.element?.key === key ? {} : { account: {} }) });
    } catch (error) {
      say(error.message, 'bad');
    }
  };
  useEffect(() => saveDraft(draft), [draft]);
  useEffect(() => {
    const came = consentThatCame();
    if (came?.code) {
      create(came.code);
    } else if (came) {
      setProblem({ message: came.problem });
      change({ step: draft.element ? 1 : 0 });
    } else if (query.element) {
      choose(query.element);
    }
  }, []);
  const discard = () => {
    clearDraft();
    go('instances');
  };
  const { element, step } = draft;
  return html`
    <${Title} back=${{ href: to('instances'), text: 'Instances' }} actions=${element && !creating && html`<button type="button" class="plain" onClick=${discard}>Discard</button>`}>Create an instance</${Title}>
    <${Steps} current=${step} furthest=${element ? 1 : 0} show=${(next) => change({ step: next })} />
    ${!creating && html`<${Left} />`}
    ${creating ? html`<p class="note" role="status" aria-busy="true">Connecting the account …</p>` : html`
      <${Step} current=${step}>
        <${Failure} error=${problem} />
        ${step === 0 ? html`<${ElementStep} draft=${draft} choose=${choose} />` : html`
          <p class="under"><${Initials} name=${element.name} /> <strong>${element.name}</strong> <${Badge} tone="off">${AUTHENTICATION[element.authentication.type]}</${Badge}></p>
          <${Account} draft=${draft} change=${change} connect=${connect} />`}
      </${Step}>
      ${step > 0 && html`<div class="actions end"><button type="button" onClick=${() => change({ step: 0 })}>Back</button></div>`}`}`;
}
