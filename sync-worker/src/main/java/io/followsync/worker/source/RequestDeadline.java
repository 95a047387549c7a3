package io.followsync.worker.source;

import java.time.Duration;

/**
 * How long a request may be under way before it is given up.
 *
 * @param setting the name of the setting that defines it
 */
public record RequestDeadline(String setting, Duration longest) {
}
