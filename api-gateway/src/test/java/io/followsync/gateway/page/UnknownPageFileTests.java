package io.followsync.gateway.page;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.RawConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Over a connection that sends a path as it is. */
class UnknownPageFileTests extends GatewayIntegrationTest {

	@ParameterizedTest
	@ValueSource(strings = { "/app/views/nothing.js", "/app/../application.yml", "/app/%2e%2e/application.yml",
			"/app/views/..%2f..%2fmain.js", "/app/./main.js", "/app//main.js", "/app/main.js/", "/app", "/app/views/",
			"/page/app/main.js", "/fonts/../app.css", "/app/..%5c..%5capplication.yml", "/app/main.js%00",
			"/app/main.js;a=b", "/app/%6dain.js" })
	void isNotServed(String path) {
		String answer = RawConnection.exchange(this.port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
			.body();
		assertThat(answer).isEqualTo("{\"error\":\"Endpoint not found\"}");
	}

}
