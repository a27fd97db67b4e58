package dev.truemark.stream;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The states of a portfolio that a replay tells, one after the other. Read by one caller, one piece at a time. */
interface Course {
    /** The next few, at least one; empty after the last. What it holds at once has a bound. */
    Uni<List<Step>> next();
}
