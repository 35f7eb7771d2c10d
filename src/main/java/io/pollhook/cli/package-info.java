/** The commands of the program beside running it; a new one is listed in {@code Pollhook}. */
package io.pollhook.cli;
