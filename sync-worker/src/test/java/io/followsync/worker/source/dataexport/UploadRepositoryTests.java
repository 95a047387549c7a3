package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.followsync.job.JobId;
import io.followsync.worker.SilentDatabase;
import io.followsync.worker.source.dataexport.UploadRepository.StoredFile;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class UploadRepositoryTests {

	private static final JobId JOB = JobId.next();

	private final UploadRepository uploads = new UploadRepository(SilentDatabase.client());

	@Test
	void stopsWaitingForASilentDatabase() {
		StepVerifier.withVirtualTime(() -> this.uploads.files(JOB))
			.thenAwait(Duration.ofSeconds(10))
			.expectError(TimeoutException.class)
			.verify(Duration.ofSeconds(10));
		StepVerifier.withVirtualTime(() -> this.uploads.chunks(JOB, new StoredFile(1, "following.json")))
			.thenAwait(Duration.ofSeconds(10))
			.expectError(TimeoutException.class)
			.verify(Duration.ofSeconds(10));
	}

}
