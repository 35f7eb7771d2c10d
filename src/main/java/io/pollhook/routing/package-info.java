/** The files of routes: read, tried before they are used, and replaced while the program runs. */
package io.pollhook.routing;
