// Sign-in with the account's two secrets.
import { html, useState } from '../html.js';
import { signIn } from '../api.js';
import { Failure, Field, Title } from '../ui.js';

export function SignIn({ refused, onSignedIn }) {
  const [user, setUser] = useState('');
  const [organization, setOrganization] = useState('');
  const [error, setError] = useState(refused);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn({ user, organization });
      onSignedIn();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return html`
    <main class="sign-in">
      <img src="/console/icon.svg" alt="" width="48" height="48" />
      <${Title}>Sign in to Pollhook</${Title}>
      <${Failure} error=${error} />
      <form onSubmit=${submit}>
        <${Field} label="User secret" type="password" autocomplete="username" required value=${user} onValue=${setUser} />
        <${Field} label="Organization secret" type="password" autocomplete="current-password" required
          value=${organization} onValue=${setOrganization} />
        <button class="primary" disabled=${busy || !user || !organization} aria-busy=${busy}>Sign in</button>
      </form>
      <details>
        <summary>Where are the secrets?</summary>
        <p>In <code>secrets.properties</code> of the data directory (<code>./data</code> by default), or in the
          properties that Pollhook was started with.</p>
        <p>Without typing them, get a link that works once:</p>
        <pre tabindex="0" aria-label="Command">java -jar pollhook.jar console</pre>
      </details>
    </main>`;
}
