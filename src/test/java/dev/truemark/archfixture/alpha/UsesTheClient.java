package dev.truemark.archfixture.alpha;

import dev.truemark.archfixture.client.LawfulClient;

/** Planted: the service as a client of itself. */
class UsesTheClient {
    LawfulClient client;
}
