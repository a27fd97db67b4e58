package dev.truemark.core.explain;

import java.util.Optional;

/** What a transaction did to a lot; empty where it changed nothing, or while no derivation is known. */
record EventNodes(
        Optional<Node> quantity,
        Optional<Node> cost,
        Optional<Node> costBase,
        Optional<Node> realized,
        Optional<Node> realizedBase) {
    static final EventNodes NONE =
            new EventNodes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static EventNodes withoutGain(Optional<Node> quantity, Optional<Node> cost, Optional<Node> costBase) {
        return new EventNodes(quantity, cost, costBase, Optional.empty(), Optional.empty());
    }
}
