package io.followsync.worker.source;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An adapter that can deliver the two lists of an account.
 */
public interface ListSource {

	SourceKind kind();

	SourceTraits traits();

	/**
	 * Opens what is needed to read the lists of one job. The caller closes the reader.
	 * @param claimed the account that the credential claims; null for an import
	 * @return one reader, or an error if the data stored for the job is not available
	 */
	Mono<ListReader> open(JobId job, @Nullable AccountId claimed);

}
