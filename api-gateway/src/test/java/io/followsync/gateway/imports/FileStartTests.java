package io.followsync.gateway.imports;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.imports.FileStart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileStartTests {

	@ParameterizedTest
	@ValueSource(strings = { "[", "{", "  \r\n\t[1]", "\ufeff{", "\ufeff  [" })
	void knowsJson(String text) {
		assertThat(tell(text)).contains(Kind.JSON);
	}

	@Test
	void knowsAZip() {
		assertThat(tell("PK\3\4rest")).contains(Kind.ZIP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "P", "PK", "PK\3", "   ", "\ufeff" })
	void takesMoreBytesToTell(String text) {
		assertThat(tell(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PK\5\6", "<!DOCTYPE html>", " <html>", "PKx", "Rar!", "a", "\u00e9[" })
	void refusesAllElse(String text) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> tell(text));
	}

	@Test
	void doesNotReadBlanksForEver() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> tell(" ".repeat(2000)));
	}

	// One byte at a time, as a network may deliver it.
	private static Optional<Kind> tell(String text) {
		FileStart start = new FileStart();
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			Optional<Kind> kind = start.feed(new byte[] { each });
			if (kind.isPresent()) {
				return kind;
			}
		}
		return Optional.empty();
	}

}
