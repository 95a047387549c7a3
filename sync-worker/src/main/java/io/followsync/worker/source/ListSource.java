package io.followsync.worker.source;

import java.time.Duration;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An adapter that can deliver the two lists of an account. */
public interface ListSource {

	SourceKind kind();

	SourceTraits traits();

	/**
	 * Opens what is needed to read the lists of one job. The caller closes the reader.
	 * @param claimed the account that the credential claims; null for an import
	 * @return one reader, or an error if the data stored for the job is not available
	 */
	Mono<ListReader> open(JobId job, @Nullable AccountId claimed);

	/**
	 * Opens what is needed to read the lists of an account with the credential that is
	 * kept for it. The caller closes the reader.
	 * @return one reader, or {@link NotConnectedException} if none is kept
	 */
	default Mono<ListReader> openForAccount(AccountId account) {
		return Mono.error(() -> new UnsupportedOperationException("this source reads with no account's credential"));
	}

	/** No credential is kept for the account: its owner has disconnected it. */
	final class NotConnectedException extends RuntimeException {

		public NotConnectedException() {
			super("no credential is kept for the account");
		}

	}

	/**
	 * This replica cannot open the source of a job, for a reason that is not the job's:
	 * another replica, or this one later, may. The message contains no secret.
	 */
	final class SourceNotReadyException extends RuntimeException {

		public SourceNotReadyException(Throwable cause) {
			super(cause.getMessage(), cause);
		}

	}

	/** How long a request may take before it times out, and the setting that says so. */
	record RequestDeadline(String setting, Duration longest) {
	}

}
