package io.followsync.worker.source;

import java.time.Duration;

/**
 * How long a request may take before it times out.
 *
 * @param setting the name of the setting that defines it
 */
public record RequestDeadline(String setting, Duration longest) {
}
