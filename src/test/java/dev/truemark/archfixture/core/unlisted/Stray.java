package dev.truemark.archfixture.core.unlisted;

record Stray() {}
