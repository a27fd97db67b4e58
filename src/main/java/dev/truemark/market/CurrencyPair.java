package dev.truemark.market;

/** A rate is units of {@code to} per one {@code from}. */
public record CurrencyPair(String from, String to) {}
