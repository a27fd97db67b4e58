package dev.truemark.archfixture.core.money;

import java.util.logging.Logger;

record Logs(Logger log) {}
