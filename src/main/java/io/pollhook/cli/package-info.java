/** The commands beside running the program. */
package io.pollhook.cli;
