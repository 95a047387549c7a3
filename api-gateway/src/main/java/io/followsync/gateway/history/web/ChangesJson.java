package io.followsync.gateway.history.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What changed.
 *
 * @param next what to send as {@code since} the next time
 * @param more whether there is more already
 */
record ChangesJson(List<EventJson> items, @Schema(example = "AWNoYW5nZXMgADQyDl1n6w") String next, boolean more) {
}
