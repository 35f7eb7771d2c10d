// A page that fails says so, instead of leaving the former page on the screen.
import { Component } from './lib/preact.js';
import { html } from './html.js';

export class Boundary extends Component {
  componentDidCatch(error) {
    console.error(error);
    this.setState({ failed: true });
  }

  componentDidUpdate(before) {
    if (before.route !== this.props.route && this.state.failed) {
      this.setState({ failed: false });
    }
  }

  render({ children }, { failed }) {
    return failed
      ? html`<h1>This page cannot be shown</h1><p class="note bad" role="alert">That is a mistake in the console; its details are in the browser’s own console. <a href="">Load it again</a></p>`
      : children;
  }
}
