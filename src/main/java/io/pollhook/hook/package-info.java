/** The routes that ship empty, for a person's own steps: their messages and what they leave. */
package io.pollhook.hook;
