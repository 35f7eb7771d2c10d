/** Pollhook in a Spring Boot application. */
package io.pollhook.spring;
