// An instance that is connected and not polled yet: where its events go, what is polled, start.
import { html, useEffect, useState } from '../html.js';
import { patch } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Action, Failure, Initials, Loading, Title } from '../ui.js';
import { interval } from '../words.js';
import { Delivery, hasPlace, isComplete } from '../create/delivery.js';
import { unfinished } from '../create/draft.js';
import { Preview } from '../create/preview.js';
import { Resources, usable } from '../create/resources.js';
import { deliveryOf, loadSettings, pollingOf, tagsOf } from '../create/settings.js';
import { Step, Steps, STEPS } from '../create/steps.js';
import { TryCallback } from '../create/try-callback.js';
import { Delete } from './delete.js';

const [, ACCOUNT, DELIVERY, RESOURCES, REVIEW] = STEPS.keys();
const kept = (id) => `pollhook.setup.${id}`;

/** What was typed and not saved is kept in this tab; the rest is the instance's own. */
const loadForm = (id, { settings, resources }) =>
  ({ step: DELIVERY, settings, resources, ...JSON.parse(sessionStorage.getItem(kept(id)) ?? '{}') });

function Review({ id, instance, form, show }) {
  const { settings, resources } = form;
  const rows = [
    [DELIVERY, 'Name', [settings.name, ...tagsOf(settings).filter((tag) => tag !== settings.name.trim())].join(', ')],
    [DELIVERY, 'Callback', settings.callback],
    [DELIVERY, 'Signed', settings.signatureKey ? 'yes' : 'no: the receiver cannot tell who sent an event'],
    [DELIVERY, 'Polled every', interval(settings.interval)],
    [RESOURCES, 'Resources', resources.filter(({ on }) => on).map(({ key }) => key).join(', ')],
  ];
  return html`
    <dl class="pairs review"><dt>Account</dt><dd>${instance.element.name}, connected</dd>${rows.map(([step, name, value]) => html`
      <dt>${name}</dt><dd>${value} <button type="button" class="plain" onClick=${() => show(step)} aria-label=${`Change ${name}`}>Change</button></dd>`)}</dl>
    <${Preview} id=${id} configuration=${() => pollingOf(resources)} at="once" />
    <p class="quiet">What is in the account now is not reported. Every change from the start on is.</p>`;
}

function Form({ id, data }) {
  const { instance } = data;
  const [form, setForm] = useState(() => loadForm(id, data));
  const [refusal, setRefusal] = useState(null);
  const [discarding, setDiscarding] = useState(false);
  useEffect(() => sessionStorage.setItem(kept(id), JSON.stringify(form)), [form]);
  const change = (changed) => {
    setRefusal(null);
    setForm((before) => ({ ...before, ...changed }));
  };
  const show = (step) => (step < DELIVERY ? go('instances', id, 'connect') : change({ step }));
  const save = async (body) => {
    setRefusal(null);
    try {
      await patch(`/instances/${id}`, body);
      return true;
    } catch (error) {
      setRefusal(error);
      return false;
    }
  };
  const forget = () => {
    sessionStorage.removeItem(kept(id));
    unfinished.end();
  };
  const saveDelivery = () => save(deliveryOf(form.settings));
  const next = {
    [DELIVERY]: saveDelivery,
    [RESOURCES]: () => save({ configuration: pollingOf(form.resources) }),
  }[form.step];
  const proceed = async () => (await next()) && change({ step: form.step + 1 });
  const start = async () => {
    if (await save({ configuration: { 'event.notification.enabled': true } })) {
      forget();
      go('instances', id, { created: 1 });
    }
  };
  const { step, settings, resources } = form;
  const complete = step === DELIVERY ? isComplete(settings) : usable(resources);
  return html`
    <${Title} back=${{ href: to('instances'), text: 'Instances' }} actions=${html`<button type="button" class="plain" onClick=${() => setDiscarding(true)}>Discard</button>`}>Create an instance</${Title}>
    <${Steps} current=${step} furthest=${step} show=${show} closed=${(index) => index < ACCOUNT} />
    <${Step} current=${step}>
      <p class="under"><${Initials} name=${instance.element.name} /><span class="grow"><strong>${instance.element.name}</strong> is connected, and not polled until you start it. You can leave at any time and continue from the list of instances.</span></p>
      ${step === DELIVERY ? html`
        ${!hasPlace(refusal) && html`<${Failure} error=${refusal} />`}
        <${Delivery} settings=${settings} change=${(changed) => change({ settings: { ...settings, ...changed } })} refusal=${refusal}>
          <${TryCallback} id=${id} save=${saveDelivery} disabled=${!isComplete(settings)} /></${Delivery}>`
        : step === RESOURCES ? html`<${Resources} resources=${resources} refusal=${refusal} onChange=${(changed) => change({ resources: changed })} />`
          : html`<${Failure} error=${refusal} /><${Review} id=${id} instance=${instance} form=${form} show=${show} />`}
    </${Step}>
    <div class="actions end">
      ${step > DELIVERY && html`<button type="button" onClick=${() => show(step - 1)}>Back</button>`}
      ${step === REVIEW ? html`<${Action} class="primary" run=${start}>Start polling</${Action}>`
        : html`<${Action} class="primary" disabled=${!complete} run=${proceed}>Next: ${STEPS[step + 1]}</${Action}>`}
    </div>
    ${discarding && html`<${Delete} instance=${instance} waiting=${0} onDeleted=${forget} onClose=${() => setDiscarding(false)} />`}`;
}

export function Setup({ id }) {
  const { data, error } = useLive(() => loadSettings(id), [id], 0);
  if (!data) {
    return html`<${Title} back=${{ href: to('instances'), text: 'Instances' }}>Create an instance</${Title}>${error ? html`<${Failure} error=${error} />` : html`<${Loading} />`}`;
  }
  if (data.instance.eventsEnabled) {
    return html`<${Title} key="started" back=${{ href: to('instances', id), text: data.instance.name }}>Create an instance</${Title}>
      <p class="note">This instance was started. <a href=${to('instances', id, 'edit')}>Edit it</a></p>`;
  }
  return html`<${Form} id=${id} data=${data} />`;
}
