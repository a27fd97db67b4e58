/** Price, yield and sensitivities of fixed coupon bonds (DEFINITIONS 21). */
package dev.truemark.core.bond;
