/**
 * What a callback may be: its URL and headers, the addresses it may have, and the formats and
 * signatures that it can ask for.
 */
package io.pollhook.callback;
