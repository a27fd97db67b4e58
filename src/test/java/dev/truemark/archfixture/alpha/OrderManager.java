package dev.truemark.archfixture.alpha;

record OrderManager() {}
