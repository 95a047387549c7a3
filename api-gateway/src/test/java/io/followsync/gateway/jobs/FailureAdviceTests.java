package io.followsync.gateway.jobs;

import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAdviceTests {

	@ParameterizedTest
	@EnumSource
	void advisesOnEveryKindOfFailure(FailureKind kind) {
		assertThat(of(kind, "Something went wrong.")).endsWith(".");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					The ZIP file is protected by a password. Upload the one that Instagram sent. | Upload the one that Instagram sent.
					The file a.json is broken. Download the export again and upload it as it comes. | Download the export again and upload it as it comes.
					Two "dumps." Were found. If you chose a date range, ask for all time. Otherwise upload both. | If you chose a date range, ask for all time. Otherwise upload both.
					""")
	void returnsTheAdviceWithWhichAMessageEnds(String message, String advice) {
		assertThat(of(FailureKind.UNREADABLE_EXPORT, message)).isEqualTo(advice);
	}

	@Test
	void advisesOnAnExportWhoseMessageHasNoAdvice() {
		assertThat(of(FailureKind.UNREADABLE_EXPORT, "The file is empty.")).startsWith("Ask Instagram for the export");
	}

	@Test
	void distinguishesABlockThatCanOnlyBeWaitedFor() {
		assertThat(of(FailureKind.PERSON_NEEDED, "Instagram blocks this; wait a day.")).startsWith("Wait a day");
		assertThat(of(FailureKind.PERSON_NEEDED, "Instagram asks for a code.")).startsWith("Open Instagram");
	}

	private static String of(FailureKind kind, String message) {
		return FailureAdvice.of(new JobProgress.Failure(kind, message));
	}

}
