/**
 * The HTTP server up to the point at which a call is handled: connections, credentials and bodies.
 * All are bounded, so that a stranger can neither fill the memory nor lock others out.
 */
package io.pollhook.server;
