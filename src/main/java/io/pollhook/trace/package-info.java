/**
 * Traces: what a poll, its calls and the deliveries of what it found are recorded as; OpenTelemetry
 * behind one interface.
 */
package io.pollhook.trace;
