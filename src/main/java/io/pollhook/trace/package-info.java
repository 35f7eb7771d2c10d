/**
 * Traces of polls, their calls and the deliveries of their events; OpenTelemetry behind one
 * interface.
 */
package io.pollhook.trace;
