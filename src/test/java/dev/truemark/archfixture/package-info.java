/** Planted violations of the architecture, and lawful neighbours: they prove that each rule of ArchitectureTest bites. */
package dev.truemark.archfixture;
