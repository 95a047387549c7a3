package io.followsync.gateway.edge;

import io.followsync.gateway.GatewayIntegrationTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class AcceptTests extends GatewayIntegrationTest {

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "text/plain", "text/html", "image/*", "nonsense", "*", "", ";;;",
			"application/json;q=0", "text/event-stream", "application/problem+json", "a/b, c/d;q=x" })
	void answersSystemAWithJsonWhateverItAccepts(String accept) {
		String id = submitted("5012345678%3Axyz");
		isJson(HttpMethod.GET, "/api/health", accept, 200);
		isJson(HttpMethod.GET, "/api/queue", accept, 200);
		isJson(HttpMethod.GET, "/api/status/" + id, accept, 200);
		isJson(HttpMethod.GET, "/api/status/0123456789abcdef", accept, 404);
		isJson(HttpMethod.DELETE, "/api/job/" + id, accept, 409);
		isJson(HttpMethod.POST, "/api/analyze", accept, 400);
		isJson(HttpMethod.GET, "/api/jobs", accept, 401);
		isJson(HttpMethod.GET, "/api/nothing", accept, 404);
		isJson(HttpMethod.POST, "/api/queue", accept, 405);
	}

	private void isJson(HttpMethod method, String path, String accept, int status) {
		this.web.method(method)
			.uri(path)
			.header(HttpHeaders.ACCEPT, accept)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectBody()
			.jsonPath("$")
			.isMap();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "nonsense" })
	void refusesUnavailableMediaTypesInTheNativeApi(String accept) {
		this.web.get()
			.uri("/api/v1/jobs/0123456789abcdef/result")
			.header(HttpHeaders.ACCEPT, accept)
			.exchange()
			.expectStatus()
			.isEqualTo(406)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

}
