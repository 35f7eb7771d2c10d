/** Pollhook as a library: the API for host applications. The packages below this one may change. */
package io.pollhook;
