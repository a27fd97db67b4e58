/** The benchmark: what the packaged application does on this machine, beside what the machine does without it. */
package dev.truemark.bench;
