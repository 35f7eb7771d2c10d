/** The HTTP API, as Cloud Elements' clients and scripts know it. */
package io.pollhook.api;
