package io.followsync.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.followsync.gateway.edge.ErrorCode;
import io.followsync.history.ActivityKind;
import io.followsync.history.EventKind;
import io.followsync.job.FailureKind;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page has an entry for every code that the API can answer, also for those that no
 * endpoint documents. Whether its words are shown is tested in a browser.
 */
class WordsTests {

	@ParameterizedTest
	@EnumSource
	void everyErrorHasAnEntry(ErrorCode code) throws IOException {
		assertThat(module("lib/errors.js")).contains("\n  '%s': ['".formatted(code.sentence()));
	}

	@ParameterizedTest
	@EnumSource
	void everyFailureHasAnEntry(FailureKind kind) throws IOException {
		assertThat(module("job/failures.js")).contains("\n  %s: ['".formatted(kind));
	}

	@ParameterizedTest
	@EnumSource
	void everyWaitHasAnEntry(WaitReason reason) throws IOException {
		assertThat(module("job/waits.js")).contains("\n  %s: ['".formatted(reason));
	}

	@ParameterizedTest
	@EnumSource
	void everyEventHasAnEntry(EventKind kind) throws IOException {
		assertThat(module("kept/events.js")).contains("\n  %s: { ".formatted(kind));
	}

	@ParameterizedTest
	@EnumSource
	void everyActivityHasAnEntry(ActivityKind kind) throws IOException {
		assertThat(module("views/activity/deeds.js")).contains("\n  %s: '".formatted(kind));
	}

	@Test
	void everyVerdictHasAnEntry() throws IOException {
		for (VerdictKind verdict : VerdictKind.values()) {
			assertThat(module("job/verdicts.js")).contains(verdict + ": '");
		}
	}

	private static String module(String path) throws IOException {
		try (InputStream file = WordsTests.class.getResourceAsStream("/page/app/" + path)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
