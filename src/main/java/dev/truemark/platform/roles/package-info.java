/** What an instance does: all of it on a laptop, or one role scaled apart. */
package dev.truemark.platform.roles;
