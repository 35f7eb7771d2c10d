/** The providers, as their YAML files declare them, and the checks of those files. */
package io.pollhook.element;
