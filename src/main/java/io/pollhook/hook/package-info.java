/** The two hooks for users' own steps: their input, and the changes they may make. */
package io.pollhook.hook;
