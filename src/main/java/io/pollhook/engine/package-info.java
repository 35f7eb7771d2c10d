/** The assembled parts that poll and deliver, shared by the program and the library. */
package io.pollhook.engine;
