/**
 * The HTTP server, up to the point where a call is handled: connections, credentials and bodies.
 * Each is bounded, so that a stranger can neither fill the memory nor keep others out.
 */
package io.pollhook.server;
