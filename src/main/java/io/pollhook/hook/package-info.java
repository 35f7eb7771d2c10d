/** The two hooks for a person's own steps: what they are called with, and what they may change. */
package io.pollhook.hook;
