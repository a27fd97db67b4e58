/** The analytics stage: what changed portfolios are worth, how they did and what they risk; and all of it on request. */
package dev.truemark.analytics;
