package dev.truemark.archfixture.core.money;

import dev.truemark.archfixture.platform.Technical;

record KnowsThePlatform(Technical technical) {}
