/** The use cases of instances: create, change, enable, disable and delete, each all or nothing. */
package io.pollhook.provisioning;
