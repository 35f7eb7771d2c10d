/** The parts that poll and deliver, put together: what the program and the library share. */
package io.pollhook.engine;
