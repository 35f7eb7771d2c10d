/** The standalone program: its start and stop, its process and memory. */
package io.pollhook.program;
