package io.followsync.gateway.fleet;

import java.time.Duration;

/**
 * @param age since the figures were counted, by the database's clock
 */
public record CountedFigures(Figures figures, Duration age) {

}
