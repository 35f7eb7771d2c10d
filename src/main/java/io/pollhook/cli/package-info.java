/**
 * The program's commands, such as {@code backup} and {@code check-configuration}. New commands are
 * added in {@code io.pollhook.program.Program}.
 */
package io.pollhook.cli;
