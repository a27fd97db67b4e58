package dev.truemark.archfixture.alpha;

import jakarta.inject.Inject;

class InjectsAField {
    @Inject
    AlphaService service;
}
