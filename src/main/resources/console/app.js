// The frame around the pages: who is signed in, which page is shown, the theme.
import { html, render, useEffect, useState } from './html.js';
import { session, signIn, signOut, whenSignedOut } from './api.js';
import { useRoute, to } from './route.js';
import { Boundary } from './boundary.js';
import { Announcements, Loading, say } from './ui.js';
import { takeConsent } from './create/consent.js';
import { SignIn } from './pages/sign-in.js';
import { Overview } from './pages/overview.js';
import { Instances } from './pages/instances.js';
import { Instance } from './pages/instance.js';
import { Edit } from './pages/edit.js';
import { Reconnect } from './pages/reconnect.js';
import { Setup } from './pages/setup.js';
import { Notification } from './pages/notification.js';
import { Create } from './pages/create.js';
import { Find } from './pages/find.js';
import { Elements } from './pages/elements.js';
import { Routes } from './pages/routes.js';
import { Reference } from './pages/reference.js';

const NAVIGATION = [
  ['', 'Overview'], ['instances', 'Instances'], ['find', 'Find a change'],
  ['elements', 'Elements'], ['routes', 'Routes'], ['api', 'API'],
];

function Page({ route }) {
  const [page, id, section, item] = route.parts;
  switch (page) {
    case undefined: return html`<${Overview} />`;
    case 'instances':
      return id === undefined ? html`<${Instances} query=${route.query} />`
        : section === 'edit' ? html`<${Edit} key=${id} id=${id} />`
          : section === 'setup' ? html`<${Setup} key=${id} id=${id} />`
          : section === 'connect' ? html`<${Reconnect} key=${id} id=${id} />`
            : item ? html`<${Notification} key=${item} id=${id} event=${item} />`
              : html`<${Instance} key=${id} id=${id} section=${section} query=${route.query} />`;
    case 'create': return html`<${Create} />`;
    case 'find': return html`<${Find} query=${route.query} />`;
    case 'elements': return html`<${Elements} chosen=${id} />`;
    case 'routes': return html`<${Routes} />`;
    case 'api': return html`<${Reference} />`;
    default: return html`<h1>No such page</h1><p><a href=${to()}>To the overview</a></p>`;
  }
}

function theme(next) {
  document.documentElement.dataset.theme = next;
  localStorage.setItem('pollhook.theme', next);
}

function toggleTheme() {
  const now = document.documentElement.dataset.theme
    || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  theme(now === 'dark' ? 'light' : 'dark');
}

function Frame({ onSignedOut }) {
  const route = useRoute();
  const here = route.parts[0] === 'create' ? 'instances' : route.parts[0] ?? '';
  const leave = async () => {
    await signOut().catch((error) => say(error.message, 'bad'));
    onSignedOut();
  };
  return html`
    <a class="skip" href="#main" onClick=${(e) => { e.preventDefault(); document.querySelector('h1')?.focus(); }}>Skip to the content</a>
    <header>
      <a class="brand" href=${to()}><img src="/console/icon.svg" alt="" width="28" height="28" />Pollhook</a>
      <nav aria-label="Pages">
        ${NAVIGATION.map(([path, name]) => html`
          <a href=${path ? to(path) : to()} aria-current=${here === path ? 'page' : undefined}>${name}</a>`)}
      </nav>
      <div class="frame-actions">
        <button type="button" class="plain" onClick=${toggleTheme}>Light / dark</button>
        <button type="button" class="plain" onClick=${leave}>Sign out</button>
      </div>
    </header>
    <main id="main"><${Boundary} route=${route}><${Page} route=${route} /></${Boundary}></main>`;
}

function App() {
  const [signedIn, setSignedIn] = useState(null);
  const [refused, setRefused] = useState(null);
  useEffect(() => {
    whenSignedOut(() => setSignedIn(false));
    enter().then(setSignedIn, (error) => {
      setRefused(error);
      setSignedIn(false);
    });
  }, []);
  return html`
    ${signedIn === null ? html`<main><${Loading} /></main>`
      : signedIn ? html`<${Frame} onSignedOut=${() => setSignedIn(false)} />`
        : html`<${SignIn} refused=${refused} onSignedIn=${() => { setRefused(null); setSignedIn(true); }} />`}
    <${Announcements} />`;
}

/** With a one-time link, which is taken out of the address at once; else with the session. */
async function enter() {
  const link = location.hash.match(/^#link=(.+)$/);
  if (link) {
    history.replaceState(null, '', '/');
    await signIn({ link: link[1] });
    return true;
  }
  return (await session()).signedIn;
}

// A link that is opened where the console is open already changes the address only.
addEventListener('hashchange', () => location.hash.startsWith('#link=') && location.reload());

const chosen = localStorage.getItem('pollhook.theme');
if (chosen) {
  document.documentElement.dataset.theme = chosen;
}
takeConsent();
render(html`<${App} />`, document.getElementById('app'));
