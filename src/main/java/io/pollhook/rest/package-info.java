/**
 * The source for every provider with a REST API that an element's file describes: requests, paging
 * and errors. Its routes are in rest.camel.yaml.
 */
package io.pollhook.rest;
