/** RFC 9457 problems: the catalogue, the exception that carries one, and the mapping of every failure to one. */
package dev.truemark.platform.problem;
