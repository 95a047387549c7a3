package io.followsync.gateway.edge;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ApiDocumentationTests extends GatewayIntegrationTest {

	@Test
	void documentsEveryCallOfSystemAWithItsErrors() {
		JsonNode paths = document().path("paths");
		assertThat(paths.propertyNames()).contains("/api/analyze", "/api/status/{jobId}", "/api/queue", "/api/health",
				"/api/job/{jobId}", "/api/debug/{jobId}", "/api/jobs", "/api/cleanup");
		JsonNode submission = paths.at("/~1api~1analyze/post/responses");
		assertThat(submission.propertyNames()).contains("200", "400", "409", "413", "429", "500", "503");
		assertThat(submission.at("/400/description").stringValue()).contains("No JSON data provided");
		assertThat(paths.at("/~1api~1jobs/get/responses").propertyNames()).contains("401");
		assertThat(paths.at("/~1api~1analyze/post/requestBody/content/application~1json/schema").isMissingNode())
			.isFalse();
	}

	@Test
	void documentsTheErrorsOfEveryCallThatChangesSomething() {
		document().path("paths")
			.forEachEntry((path, calls) -> calls
				.forEachEntry((method, call) -> assertThat(call.path("responses").propertyNames())
					.as("%s %s", method, path)
					.matches((statuses) -> forbidsForeignOrigins(call) != method.equals("get"),
							"403 unless it only reads")
					.matches((statuses) -> statuses.contains("408") == call.has("requestBody"), "408 with a body")));
	}

	@Test
	void documentsTheCredentialsOfOwners() {
		JsonNode paths = document().path("paths");

		assertThat(paths.at("/~1api~1v1~1accounts/get/security").toString()).contains("session", "token");
		assertThat(paths.at("/~1api~1v1~1tokens/get/security").toString()).contains("session").doesNotContain("token");
		assertThat(paths.at("/~1api~1v1~1accounts/get/parameters").isMissingNode()).isTrue();
	}

	private static boolean forbidsForeignOrigins(JsonNode call) {
		return call.at("/responses/403/description").stringValue("").contains(ErrorCode.FOREIGN_ORIGIN.sentence());
	}

	@Test
	void servesSwaggerUi() {
		this.web.get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
	}

	private JsonNode document() {
		return JsonMapper.shared()
			.readTree(this.web.get()
				.uri("/v3/api-docs")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(byte[].class)
				.returnResult()
				.getResponseBody());
	}

}
