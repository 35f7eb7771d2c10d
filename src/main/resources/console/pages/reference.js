// The reference of the API, made from the document that it describes itself with.
import { html } from '../html.js';
import { get } from '../api.js';
import { useLive } from '../live.js';
import { Failure, Json, Loading, Title } from '../ui.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** What a reference within the document stands for. */
const resolve = (document, node) =>
  node?.$ref ? node.$ref.slice(2).split('/').reduce((at, part) => at[part], document) : node;

function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      path, method, ...item[method],
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((one) => resolve(document, one)),
    })));
}

function Operation({ document, operation }) {
  const body = resolve(document, operation.requestBody)?.content?.['application/json']?.schema;
  return html`
    <details class="operation">
      <summary><span class=${`method ${operation.method}`}>${operation.method.toUpperCase()}</span> <code>${operation.path}</code> <span class="quiet">${operation.summary}</span></summary>
      ${operation.description && html`<p>${operation.description}</p>`}
      ${operation.parameters.length > 0 && html`<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Meaning</th></tr></thead>
        <tbody>${operation.parameters.map((one) => html`<tr><td><code>${one.name}</code>${one.required ? ' *' : ''}</td><td>${one.in}</td><td>${one.description}</td></tr>`)}</tbody></table>`}
      ${body && html`<h4>Body</h4><${Json} value=${resolve(document, body)} label="Schema of the body" />`}
      <h4>Answers</h4>
      <ul>${Object.entries(operation.responses).map(([status, response]) => html`<li><code>${status}</code> ${resolve(document, response).description}</li>`)}</ul>
    </details>`;
}

export function Reference() {
  const { data, error } = useLive(() => get('/openapi.json'), [], 0);
  return html`
    <${Title}>API</${Title}>
    <p class="lead">Everything that this console does, your programs can do. Base path <code>/elements/api-v2</code>; the whole description is at <code>/elements/api-v2/openapi.json</code>.</p>
    <${Failure} error=${error} />
    ${data ? data.tags.map((tag) => html`
      <section class="card"><h2>${tag.name}</h2><p class="quiet">${tag.description}</p>
        ${operations(data).filter(({ tags }) => tags.includes(tag.name)).map((operation) => html`<${Operation} key=${operation.operationId} document=${data} operation=${operation} />`)}
      </section>`) : html`<${Loading} />`}`;
}
