package io.followsync.gateway.analysis;

import io.followsync.job.JobState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnalysisStatusTests {

	@ParameterizedTest
	@CsvSource({ "QUEUED, false, queued", "QUEUED, true, processing", "RUNNING, true, processing",
			"PARKED, false, processing", "PARKED, true, processing", "COMPLETED, true, completed",
			"FAILED, true, failed", "FAILED, false, failed", "CANCELLED, false, failed", "CANCELLED, true, failed" })
	void mapsJobStatesToTheFourOfSystemA(JobState state, boolean started, String text) {
		assertThat(Analysis.Status.of(state, started).text()).isEqualTo(text);
	}

}
