/** Day counts, coupon dates and business days, over OpenGamma Strata (DEFINITIONS 21). */
package dev.truemark.core.time;
