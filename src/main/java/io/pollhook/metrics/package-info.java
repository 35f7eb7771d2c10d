/** The program's metrics, in Prometheus' text format; their names are in docs/operations.md. */
package io.pollhook.metrics;
