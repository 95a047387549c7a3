package io.followsync.gateway.imports.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import org.awaitility.Awaitility;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** Sends uploads as a browser does, and reads what is stored of them. */
abstract class ImportIntegrationTest extends GatewayIntegrationTest {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	static final String URI = "/api/v1/imports";

	static final byte[] LIST = "[]".getBytes(StandardCharsets.UTF_8);

	WebTestClient.ResponseSpec upload(Sent... files) {
		return upload("", files);
	}

	WebTestClient.ResponseSpec upload(String query, Sent... files) {
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		for (Sent file : files) {
			MultipartBodyBuilder.PartBuilder part = form.part(file.part(), new ByteArrayResource(file.data()));
			if (file.name() != null) {
				part.filename(file.name());
			}
		}
		return this.web.post().uri(URI + query).body(BodyInserters.fromMultipartData(form.build())).exchange();
	}

	void awaitNothingStored() {
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> count("jobs") == 0 && count("import_chunks") == 0 && count("import_files") == 0);
	}

	static Sent file(String name, byte[] data) {
		return new Sent("file", name, data);
	}

	/** One part of a form. */
	record Sent(String part, String name, byte[] data) {
	}

}
