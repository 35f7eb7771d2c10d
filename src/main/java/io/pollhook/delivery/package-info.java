/**
 * Delivers the notifications in the outbox to callbacks, in order for each instance, and retries
 * what fails. A lane is the queue of one instance.
 */
package io.pollhook.delivery;
