/**
 * The program's commands, such as {@code backup} and {@code check}. A new one is listed in {@code
 * Commands}.
 */
package io.pollhook.cli;
