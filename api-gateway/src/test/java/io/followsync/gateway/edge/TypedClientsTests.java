package io.followsync.gateway.edge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document is one that typed clients can be generated from. */
class TypedClientsTests extends GatewayIntegrationTest {

	private static final List<String> OF_OWNERS = List.of("/api/v1/accounts", "/api/v1/me", "/api/v1/sign-ins",
			"/api/v1/sessions", "/api/v1/approvals", "/api/v1/tokens");

	@Test
	void everyOperationHasAnIdOfItsOwn() {
		List<String> ids = new ArrayList<>();
		document().path("paths")
			.forEachEntry((path, calls) -> calls
				.forEachEntry((method, call) -> ids.add(call.path("operationId").stringValue())));
		// The events of a job have an older path, too.
		assertThat(ids).doesNotHaveDuplicates()
			.allMatch((id) -> id.matches("[a-z]+[A-Za-z]*") || id.equals("followJob_1"));
	}

	@Test
	void whatIsAlwaysThereIsRequired() {
		JsonNode member = document().at("/components/schemas/RelationshipJson/required");
		assertThat(member).extracting(JsonNode::stringValue)
			.contains("key", "username", "since", "confirmed")
			.doesNotContain("id", "until", "missing");
	}

	@Test
	void everyValueThatOwnersSendOrReceiveIsDescribed() {
		JsonNode document = document();
		List<String> vague = new ArrayList<>();
		document.path("paths").forEachEntry((path, calls) -> {
			if (OF_OWNERS.stream().anyMatch(path::startsWith)) {
				calls.forEachEntry((method, call) -> {
					String operation = call.path("operationId").stringValue();
					collect(document, call.path("requestBody"), operation + " takes", vague);
					call.path("responses").forEachEntry((status, answer) -> {
						if (status.startsWith("2")) {
							collect(document, answer, operation + " answers", vague);
						}
					});
				});
			}
		});
		assertThat(vague).isEmpty();
	}

	private static void collect(JsonNode document, JsonNode message, String name, List<String> vague) {
		message.path("content").forEachEntry((type, content) -> {
			if (type.equals("application/json")) {
				collect(document, content.path("schema"), name, new HashSet<>(), vague);
			}
		});
	}

	/**
	 * Objects without properties, and texts without an example, a format or constants.
	 */
	private static void collect(JsonNode document, JsonNode schema, String name, Set<String> seen, List<String> vague) {
		String reference = schema.path("$ref").asString("");
		if (!reference.isEmpty()) {
			if (seen.add(reference)) {
				collect(document, document.at(reference.substring(1)), name, seen, vague);
			}
			return;
		}
		schema.path("oneOf").forEach((one) -> collect(document, one, name, seen, vague));
		if (schema.has("items")) {
			JsonNode items = schema.path("items");
			if (!schema.has("example") && !schema.has("enum")) {
				collect(document, items, name + "[]", seen, vague);
			}
			return;
		}
		if (schema.has("properties")) {
			schema.path("properties")
				.forEachEntry((property, value) -> collect(document, value, name + "." + property, seen, vague));
			return;
		}
		String type = schema.path("type").toString();
		boolean isText = type.contains("string") && !schema.has("format") && !schema.has("enum")
				&& !schema.has("pattern");
		boolean isForPeople = name.matches(".*\\.failure\\.(message|advice)");
		if (!isForPeople && !schema.has("oneOf") && !schema.has("example")
				&& (isText || type.contains("object") || type.isEmpty())) {
			vague.add(name + " " + schema);
		}
	}

	private JsonNode document() {
		return JsonMapper.shared()
			.readTree(this.web.get()
				.uri("/v3/api-docs")
				.exchange()
				.expectBody(byte[].class)
				.returnResult()
				.getResponseBody());
	}

}
