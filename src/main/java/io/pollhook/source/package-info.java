/** The contract between a poll and any source: the call, and the page or error that it returns. */
package io.pollhook.source;
