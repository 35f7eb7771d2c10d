// All instances, page by page, or those that a search finds.
import { html, useEffect, useState } from '../html.js';
import { get, search } from '../api.js';
import { useLive } from '../live.js';
import { go, to } from '../route.js';
import { Badge, Empty, Failure, Initials, Loading, Time, Title } from '../ui.js';
import { summarize } from '../summary.js';

const PAGE = 25;

/** Each row asks how its own polls are going: only as many as are on a page. */
function Row({ instance }) {
  const path = `/instances/${instance.id}`;
  const { data: records } = useLive(() => get(`${path}/event-poller-records`), [instance.id], 10);
  const state = summarize(instance, records);
  return html`
    <tr>
      <td class="name"><${Initials} name=${instance.element.name ?? instance.element.key} />
        <span><a href=${to('instances', instance.id)}>${instance.name}</a>
          <small>${instance.element.name ?? instance.element.key} · ${instance.id}${instance.tags.filter((tag) => tag !== instance.name).map((tag) => ` · ${tag}`)}</small></span></td>
      <td>${records ? html`<${Badge} tone=${state.tone} title=${state.more}>${state.word}</${Badge}>` : '…'}</td>
      <td><${Time} at=${state.freshness} none=${records ? 'never' : ''} /></td>
      <td class="error">${state.error}</td>
    </tr>`;
}

export function Instances({ query }) {
  const [text, setText] = useState(query.search ?? '');
  const { search: wanted = '', after = '' } = query;
  useEffect(() => {
    const timer = setTimeout(() => text !== wanted && go('instances', { search: text }), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error } = useLive(
    () => search('/instances', { searchText: wanted, nextPage: after, pageSize: PAGE }),
    [wanted, after], 15);
  return html`
    <${Title} actions=${html`<a class="button primary" href=${to('create')}>Create an instance</a>`}>Instances</${Title}>
    <div class="toolbar" role="search">
      <input type="search" aria-label="Search by name" placeholder="Search by name" value=${text} onInput=${(e) => setText(e.target.value)} />
    </div>
    <${Failure} error=${error} />
    ${!data ? !error && html`<${Loading} />` : data.data.length === 0 ? html`
      <${Empty} title=${wanted ? `No instance is named like “${wanted}”` : 'No instance yet'}>
        <p>An instance is one account of a provider, with what is polled and where its events go.</p>
        ${!wanted && html`<a class="button primary" href=${to('create')}>Create an instance</a>`}
      </${Empty}>`
      : html`
        <div class="scroll" tabindex="0" role="region" aria-label="Instances">
        <table>
          <thead><tr><th scope="col">Instance</th><th scope="col">State</th><th scope="col">Last complete poll</th><th scope="col">Last error</th></tr></thead>
          <tbody>${data.data.map((instance) => html`<${Row} key=${instance.id} instance=${instance} />`)}</tbody>
        </table></div>
        <p class="paging">
          ${after && html`<a class="button" href=${to('instances', { search: wanted })}>First page</a>`}
          ${data.next && html`<a class="button" href=${to('instances', { search: wanted, after: data.next })}>Next page</a>`}
        </p>`}`;
}
