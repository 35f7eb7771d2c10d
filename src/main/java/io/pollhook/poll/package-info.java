/**
 * One poll of one feed, from the claim to the commit. The routes in poll.camel.yaml call its beans.
 */
package io.pollhook.poll;
