/** Secrets: encryption at rest, key rotation, signed links and console sessions. */
package io.pollhook.secret;
