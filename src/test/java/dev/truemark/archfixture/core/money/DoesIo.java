package dev.truemark.archfixture.core.money;

import java.nio.file.Path;

record DoesIo(Path file) {}
