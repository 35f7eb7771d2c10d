/**
 * The metrics, as Micrometer meters, and the figures of the statistics; docs/operations.md has the
 * meters' names.
 */
package io.pollhook.metrics;
