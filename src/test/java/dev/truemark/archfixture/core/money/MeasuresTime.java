package dev.truemark.archfixture.core.money;

interface MeasuresTime {
    static long today() {
        return System.currentTimeMillis();
    }
}
