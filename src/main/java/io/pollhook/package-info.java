/**
 * Pollhook as a library: what a host application uses. Everything below this package may change.
 */
package io.pollhook;
