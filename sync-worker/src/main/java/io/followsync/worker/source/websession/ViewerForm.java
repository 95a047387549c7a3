package io.followsync.worker.source.websession;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The part of the answer to "who am I" that is read.
 */
record ViewerForm(@Nullable Data data) {

	record Data(@Nullable User user) {
	}

	record User(@Nullable JsonNode id) {
	}

}
