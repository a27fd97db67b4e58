/** Portfolios: their profiles, and how a change of policy is handed to the one writer of their books. */
package dev.truemark.portfolio;
