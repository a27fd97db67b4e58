package dev.truemark.archfixture.client;

import jakarta.enterprise.context.ApplicationScoped;

/** Planted: a client that brings a framework along. */
@ApplicationScoped
class UsesAFramework {}
