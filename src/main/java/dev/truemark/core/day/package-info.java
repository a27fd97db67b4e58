/** What a portfolio did today, so far: profit by what made it, return, contributions, drawdown (DEFINITIONS 13, 15 to 20). */
package dev.truemark.core.day;
