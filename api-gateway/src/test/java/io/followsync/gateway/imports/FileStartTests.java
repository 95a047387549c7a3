package io.followsync.gateway.imports;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.imports.OpenFile.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileStartTests {

	@ParameterizedTest
	@ValueSource(strings = { "[", "{", "  \r\n\t[1]", "\ufeff{", "\ufeff  [" })
	void detectsJson(String text) {
		assertThat(kindOf(text)).contains(Kind.JSON);
	}

	@Test
	void detectsAZip() {
		assertThat(kindOf("PK\3\4rest")).contains(Kind.ZIP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "P", "PK", "PK\3", "   ", "\ufeff" })
	void needsMoreBytesToDecide(String text) {
		assertThat(kindOf(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PK\5\6", "<!DOCTYPE html>", " <html>", "PKx", "Rar!", "a", "\u00e9[" })
	void refusesOtherFiles(String text) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> kindOf(text));
	}

	@Test
	void readsABoundedNumberOfBlanks() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> kindOf(" ".repeat(2000)));
	}

	// One byte at a time, as a network may deliver it.
	private static Optional<Kind> kindOf(String text) {
		OpenFile.Start start = new OpenFile.Start();
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			Optional<Kind> kind = start.feed(new byte[] { each });
			if (kind.isPresent()) {
				return kind;
			}
		}
		return Optional.empty();
	}

}
