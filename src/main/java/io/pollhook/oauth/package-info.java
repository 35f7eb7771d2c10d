/** OAuth 2.0: consent, grants, and access tokens refreshed by one node at a time. */
package io.pollhook.oauth;
