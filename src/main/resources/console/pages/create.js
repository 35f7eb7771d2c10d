// The first ten minutes: from nothing to the first event, step by step.
import { html, useEffect, useState } from '../html.js';
import { get, post } from '../api.js';
import { useLive } from '../live.js';
import { go, to, useRoute } from '../route.js';
import { Action, Badge, Failure, Initials, Loading, say, Title } from '../ui.js';
import { AUTHENTICATION, interval } from '../words.js';
import { Account, isComplete as accountDone } from '../create/account.js';
import { consentThatCame, redirectUri } from '../create/consent.js';
import { Delivery, isComplete as deliveryDone } from '../create/delivery.js';
import { clearDraft, configurationOf, loadDraft, requestOf, saveDraft, tagsOf } from '../create/draft.js';
import { Resources, resourcesOf, usable } from '../create/resources.js';
import { matches } from './elements.js';

const STEPS = ['Element', 'Account', 'Delivery', 'Resources', 'Review'];

/** Up to which step the draft is complete. */
function reached(draft) {
  const done = [Boolean(draft.element), draft.element && accountDone(draft), deliveryDone(draft), usable(draft.resources)];
  const missing = done.findIndex((one) => !one);
  return missing < 0 ? STEPS.length - 1 : missing;
}

function Steps({ draft, show }) {
  const furthest = reached(draft);
  return html`
    <nav aria-label="Steps"><ol class="steps">${STEPS.map((name, index) => html`
      <li class=${index < furthest && index !== draft.step ? 'done' : ''}><button type="button" disabled=${index > furthest} aria-current=${index === draft.step ? 'step' : undefined} onClick=${() => show(index)}>
        <span aria-hidden="true">${index < furthest && index !== draft.step ? '✓' : index + 1}</span> ${name}</button></li>`)}</ol></nav>`;
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

function Review({ draft, show }) {
  const chosen = Object.keys(configurationOf(draft.resources));
  const rows = [
    [0, 'Element', draft.element.name],
    [1, 'Account', draft.code ? 'connected' : 'credentials given'],
    [2, 'Name', `${draft.name}${tagsOf(draft.tags).length ? ` (${tagsOf(draft.tags).join(', ')})` : ''}`],
    [2, 'Callback', draft.callback],
    [2, 'Signed', draft.signatureKey ? 'yes' : 'no: the receiver cannot tell who sent an event'],
    [2, 'Polled every', interval(draft.interval)],
    [3, 'Resources', chosen.join(', ')],
  ];
  return html`
    <dl class="pairs review">${rows.map(([step, name, value]) => html`
      <dt>${name}</dt><dd>${value} <button type="button" class="plain" onClick=${() => show(step)} aria-label=${`Change ${name}`}>Change</button></dd>`)}</dl>
    <p class="quiet">What is in the account now is not reported. Every change from its creation on is.</p>`;
}

/** The step that a refusal is about. */
function stepOf(refusal) {
  if (/event\.poller\.configuration|resource|\burl\b/.test(refusal.message) && !/callback/.test(refusal.message)) {
    return 3;
  }
  return /event\.|name|tags/.test(refusal.message) ? 2 : 1;
}

export function Create() {
  const { query } = useRoute();
  const [draft, setDraft] = useState(loadDraft);
  const [problem, setProblem] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const change = (changed) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changed }));
  };
  useEffect(() => saveDraft(draft), [draft]);
  useEffect(() => {
    const came = consentThatCame();
    if (came?.code) {
      change({ code: came.code, step: 2 });
    } else if (came) {
      setProblem(came.problem);
      change({ code: null, step: draft.element ? 1 : 0 });
    } else if (query.element && query.element !== draft.element?.key) {
      choose(query.element);
    }
  }, []);
  const show = (step) => change({ step });
  const choose = async (key) => {
    try {
      const [element, resources] = await Promise.all([get(`/elements/${key}`), resourcesOf(key)]);
      const same = draft.element?.key === key;
      setProblem(null);
      change({
        element, step: 1, resources: same ? draft.resources : resources,
        ...(same ? {} : { account: {}, code: null }), name: draft.name || `My ${element.name}` });
    } catch (error) {
      say(error.message, 'bad');
    }
  };
  const create = async () => {
    try {
      const instance = await post('/instances', requestOf(draft, redirectUri()));
      clearDraft();
      if (draft.test) {
        await post(`/instances/${instance.id}/test-notification`).catch((error) => say(error.message, 'bad'));
      }
      go('instances', instance.id, { created: 1 });
    } catch (error) {
      const step = stepOf(error);
      setProblem(step === 1 ? [error.message, error.providerMessage].filter(Boolean).join(' ') : null);
      setDraft((before) => ({ ...before, step, code: step === 1 ? null : before.code }));
      setRefusal(error);
    }
  };
  const giveUp = () => {
    clearDraft();
    go('instances');
  };
  const furthest = reached(draft);
  const last = draft.step === STEPS.length - 1;
  return html`
    <${Title} back=${{ href: to('instances'), text: 'Instances' }} actions=${draft.element && html`<button type="button" class="plain" onClick=${giveUp}>Discard</button>`}>Create an instance</${Title}>
    <${Steps} draft=${draft} show=${show} />
    <section class="card step" aria-label=${STEPS[draft.step]}>
      ${draft.element && draft.step > 0 && html`<p class="under"><${Initials} name=${draft.element.name} /> <strong>${draft.element.name}</strong> <${Badge} tone="off">${AUTHENTICATION[draft.element.authentication.type]}</${Badge}></p>`}
      ${draft.step === 0 ? html`${problem && html`<p class="note bad" role="alert">${problem}</p>`}<${ElementStep} draft=${draft} choose=${choose} />`
        : draft.step === 1 ? html`<${Account} draft=${draft} change=${change} problem=${problem} />`
          : draft.step === 2 ? html`${refusal && !/callback\.url|signature|refresh_interval/.test(refusal.message) && html`<${Failure} error=${refusal} />`}<${Delivery} draft=${draft} change=${change} refusal=${refusal} />`
            : draft.step === 3 ? html`<${Resources} resources=${draft.resources} refusal=${refusal} onChange=${(resources) => change({ resources })} />`
              : html`<${Review} draft=${draft} show=${show} />`}
    </section>
    <div class="actions end">
      ${draft.step > 0 && html`<button type="button" onClick=${() => show(draft.step - 1)}>Back</button>`}
      ${last ? html`<${Action} class="primary" run=${create}>Create the instance</${Action}>`
        : draft.step > 0 && html`<button type="button" class="primary" disabled=${furthest <= draft.step} onClick=${() => show(draft.step + 1)}>Next: ${STEPS[draft.step + 1]}</button>`}
    </div>`;
}
