package io.followsync.worker.engine;

import io.followsync.worker.tracing.Spans;

/**
 * What every run works with.
 */
record RunTools(Ports ports, Manners manners, EngineMetrics metrics, Spans spans) {
}
