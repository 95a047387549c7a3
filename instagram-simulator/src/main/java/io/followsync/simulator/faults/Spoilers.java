package io.followsync.simulator.faults;

import java.util.Arrays;
import java.util.Set;

import io.followsync.simulator.wire.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ways to damage a right answer. */
final class Spoilers {

	/** The members of any answer that a client reads. */
	private static final Set<String> PAYLOAD = Set.of("users", "user", "data", "form_data", "following", "followed_by");

	private Spoilers() {
	}

	/** Half of the answer, with the content length of that half. */
	static Answer truncated(Answer answer) {
		return Answer.json(answer.status(), Arrays.copyOf(answer.bytes(), answer.bytes().length / 2),
				Answer.Delivery.NOTHING);
	}

	/** Half of the answer, with the content length of the whole. */
	static Answer reset(Answer answer) {
		return new Answer.Reset(answer.bytes());
	}

	/**
	 * The payload in another type: a list becomes an object keyed by index, anything else
	 * a list of one.
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
