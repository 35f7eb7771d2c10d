/** The benchmark: a provider, a callback and an oracle around the packaged program. */
package io.pollhook.benchmark;
