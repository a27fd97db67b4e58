package dev.truemark.archfixture.client;

import dev.truemark.archfixture.alpha.AlphaService;

/** Planted: a client that cannot be taken away from the service. */
public class KnowsTheService {
    AlphaService service;
}
