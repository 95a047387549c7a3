package io.followsync.worker.source.websession;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is read of the answer to "who am I".
 */
record ViewerForm(@Nullable Data data) {

	record Data(@Nullable User user) {
	}

	record User(@Nullable JsonNode id) {
	}

}
