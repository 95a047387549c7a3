package io.followsync.gateway.signin;

import java.time.Duration;
import java.util.UUID;

import io.followsync.credential.WebSession;
import io.followsync.gateway.access.Visitor;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.QueueAdmission.Request;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.gateway.signin.SignInStore.NewSignIn;
import io.followsync.messaging.SyncRequest;
import jakarta.validation.constraints.Min;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;

/**
 * Accepts sign-ins and says how far they are. Whoever holds the secret of a sign-in may
 * see, exchange and abandon it; it is shown once and stored as a keyed hash.
 */
@Service
public class SignIns {

	private static final Logger log = LoggerFactory.getLogger(SignIns.class);

	private static final Duration RETRY_WHEN_MANY = Duration.ofMinutes(1);

	private final SignInStore store;

	private final QueueAdmission admission;

	private final SyncRequestPublisher publisher;

	private final Withdrawal withdrawal;

	private final Jobs jobs;

	private final SignInSealer sealer;

	private final Limits limits;

	SignIns(SignInStore store, QueueAdmission admission, SyncRequestPublisher publisher, Withdrawal withdrawal,
			Jobs jobs, SignInSealer sealer, Limits limits) {
		this.store = store;
		this.admission = admission;
		this.publisher = publisher;
		this.withdrawal = withdrawal;
		this.jobs = jobs;
		this.sealer = sealer;
		this.limits = limits;
	}

	/**
	 * The limits of sign-ins.
	 *
	 * @param lifetime how long after its begin a sign-in can be proven, approved and
	 * exchanged
	 * @param maxPerOwner sign-ins of one owner that may be open at once: neither used nor
	 * expired nor failed
	 * @param maxPerAddress sign-ins of one client address that may be open at once
	 */
	@Validated
	@ConfigurationProperties("followsync.sign-ins")
	record Limits(@DefaultValue("30m") Duration lifetime, @DefaultValue("20") @Min(1) int maxPerOwner,
			@DefaultValue("100") @Min(1) int maxPerAddress) {

		Limits {
			if (!lifetime.isPositive()) {
				throw new IllegalArgumentException("followsync.sign-ins.lifetime must be positive");
			}
		}

	}

	/** A stored sign-in and its secret, which is not shown again. */
	public record Begun(UUID id, String secret) {

		@Override
		public String toString() {
			return "Begun[hidden]";
		}

	}

	/**
	 * Stores a sign-in and announces its job. Fails with
	 * {@link ErrorCode#TOO_MANY_SIGN_INS} when its owner or address has too many open
	 * ones, with {@link ErrorCode#QUEUE_FULL} when the queue has no room, and with
	 * {@link ErrorCode#UNAVAILABLE} when the database takes too long, in which case a job
	 * that it still stores is removed again. A caller that goes away cancels nothing.
	 * @param client the caller's address
	 */
	public Mono<Begun> begin(WebSession session, Visitor visitor, String client) {
		return Mono.defer(() -> {
			String secret = Secrets.ofSignIn();
			NewSignIn signIn = this.sealer.seal(session, secret, visitor.owner(), client);
			return UncancellableWork.orUndone(store(signIn), (accepted) -> announce(accepted, secret),
					(late) -> this.withdrawal.withdraw(late.job()));
		});
	}

	private Mono<NewSignIn> store(NewSignIn signIn) {
		return this.store.hasRoom(signIn, this.limits)
			.filter(Boolean::booleanValue)
			.switchIfEmpty(Mono.error(SignIns::tooMany))
			.then(this.store.isOfItsOwner(signIn))
			.flatMap((ofItsOwner) -> this.admission.requireRoom(ofItsOwner ? new Request.OfAccount(signIn.claimed())
					: new Request.OfSession(signIn.lane(), signIn.claimed())))
			.then(Mono.defer(() -> this.withdrawal.orWithdraw(signIn.job(), this.store.insert(signIn))))
			.thenReturn(signIn);
	}

	/**
	 * The sign-in. Fails with {@link ErrorCode#SIGN_IN_NOT_FOUND} if there is none, or it
	 * has expired, or its job is gone without having proven it.
	 */
	public Mono<SignIn> find(String secret, Visitor visitor) {
		return this.sealer.hash(secret)
			.flatMap((hash) -> this.store.find(hash, visitor.owner().orElse(null)))
			.switchIfEmpty(notFound());
	}

	/** Forgets a sign-in and cancels its job. Fails as {@link #find}. */
	public Mono<Void> abandon(String secret) {
		return this.sealer.hash(secret)
			.flatMap(this.store::delete)
			.switchIfEmpty(notFound())
			.flatMap(this.jobs::cancel)
			.then();
	}

	private static ApiException tooMany() {
		return new ApiException(ErrorCode.TOO_MANY_SIGN_INS).retryAfter(RETRY_WHEN_MANY)
			.advise("Finish or abandon those that were begun. Each ends by itself after some time.");
	}

	static <T> Mono<T> notFound() {
		return Mono.error(() -> new ApiException(ErrorCode.SIGN_IN_NOT_FOUND)
			.advise("It has expired or was abandoned. Begin a new sign-in."));
	}

	private Begun announce(NewSignIn signIn, String secret) {
		this.admission.confirmJoined();
		this.publisher.publish(new SyncRequest(signIn.job(), signIn.lane()));
		log.atInfo()
			.addKeyValue("job", signIn.job())
			.addKeyValue("lane", signIn.lane())
			.log("Accepted a sign-in, a worker asks Instagram whose session it is");
		return new Begun(signIn.id(), secret);
	}

}
