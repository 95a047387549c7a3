package io.followsync.worker;

import java.time.Duration;

import io.followsync.worker.claim.JobProperties;
import io.followsync.worker.source.ListSource.RequestDeadline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestTimeoutTests {

	@ParameterizedTest
	@CsvSource({ "PT20S, PT30S", "PT30S, PT31S" })
	void isAcceptedWithinLeaseAndBudget(Duration request, Duration lease) {
		assertThat(configured(request, lease)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "PT30S, PT30S, followsync.jobs.lease", "PT20S, PT8S, followsync.jobs.lease",
			"PT30.001S, PT2M, followsync.budget" })
	void isRefusedBeyondLeaseOrBudget(Duration request, Duration lease, String other) {
		assertThatIllegalArgumentException().isThrownBy(() -> configured(request, lease))
			.withMessageContainingAll("followsync.instagram.response-timeout", other);
	}

	private static WorkerApplication configured(Duration request, Duration lease) {
		return new WorkerApplication(new RequestDeadline("followsync.instagram.response-timeout", request),
				new JobProperties(lease, Duration.ofSeconds(10), Duration.ofHours(12)));
	}

}
