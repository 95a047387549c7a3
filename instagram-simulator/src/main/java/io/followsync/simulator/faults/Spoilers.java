package io.followsync.simulator.faults;

import java.util.Arrays;
import java.util.Set;

import io.followsync.simulator.wire.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ways in which a right answer is spoilt. */
final class Spoilers {

	/** What a client came for, in whatever answer. */
	private static final Set<String> PAYLOAD = Set.of("users", "user", "data", "form_data", "following", "followed_by");

	private Spoilers() {
	}

	/** Half of it, with the length of what is sent. */
	static Answer truncated(Answer answer) {
		return Answer.json(answer.status(), Arrays.copyOf(answer.bytes(), answer.bytes().length / 2),
				Answer.Delivery.NOTHING);
	}

	/** Half of it, with the length of the whole. */
	static Answer reset(Answer answer) {
		return new Answer.Reset(answer.bytes());
	}

	/**
	 * The payload in another type: a list as an object with its indexes for keys,
	 * anything else in a list of one.
	 */
	static Answer misshapen(Answer answer) {
		if (!(JsonMapper.shared().readTree(answer.bytes()) instanceof ObjectNode body)) {
			return answer;
		}
		PAYLOAD.stream().filter(body::has).forEach((key) -> body.set(key, otherType(body.required(key))));
		return Answer.json(answer.status(), body.toString());
	}

	private static JsonNode otherType(JsonNode value) {
		if (!value.isArray()) {
			return JsonNodeFactory.instance.arrayNode().add(value);
		}
		ObjectNode byIndex = JsonNodeFactory.instance.objectNode();
		value.valueStream().forEach((element) -> byIndex.set(Integer.toString(byIndex.size()), element));
		return byIndex;
	}

}
