/**
 * The contract between a poll and any source: the call that goes in, the page or the error that
 * comes out.
 */
package io.pollhook.source;
