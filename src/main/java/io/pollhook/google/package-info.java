/** The Google sources: Camel's Google components, called with each account's access token. */
package io.pollhook.google;
