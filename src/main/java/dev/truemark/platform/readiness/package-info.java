/** How the service says that it is well: health and metrics where operators look for them. */
package dev.truemark.platform.readiness;
