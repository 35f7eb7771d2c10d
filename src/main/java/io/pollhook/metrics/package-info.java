/** The metrics, as Micrometer meters; docs/operations.md has their names. */
package io.pollhook.metrics;
