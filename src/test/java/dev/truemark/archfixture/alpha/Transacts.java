package dev.truemark.archfixture.alpha;

import jakarta.transaction.Transactional;

class Transacts {
    @Transactional
    void change() {}
}
