package io.followsync.worker.engine;

/**
 * What every run works with.
 */
record RunTools(Ports ports, Manners manners, EngineMetrics metrics) {
}
