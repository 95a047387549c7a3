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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Service;

/**
 * Accepts sign-ins and says how far they are. Whoever holds the secret of a sign-in may
 * see, exchange and abandon it; it is shown once and stored as a keyed hash.
 */
@Service
public class SignIns {

	private static final Logger log = LoggerFactory.getLogger(SignIns.class);

	private final SignInStore store;

	private final QueueAdmission admission;

	private final SyncRequestPublisher publisher;

	private final Withdrawal withdrawal;

	private final Jobs jobs;

	private final SignInSealer sealer;

	SignIns(SignInStore store, QueueAdmission admission, SyncRequestPublisher publisher, Withdrawal withdrawal,
			Jobs jobs, SignInSealer sealer) {
		this.store = store;
		this.admission = admission;
		this.publisher = publisher;
		this.withdrawal = withdrawal;
		this.jobs = jobs;
		this.sealer = sealer;
	}

	/**
	 * The limits of sign-ins.
	 *
	 * @param lifetime how long after its begin a sign-in can be proven, approved and
	 * exchanged
	 */
	@ConfigurationProperties("followsync.sign-ins")
	record Limits(@DefaultValue("30m") Duration lifetime) {

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
	 * Stores a sign-in and announces its job. Fails with {@link ErrorCode#QUEUE_FULL}
	 * when the queue has no room, and with {@link ErrorCode#UNAVAILABLE} when the
	 * database takes too long, in which case a job that it still stores is removed again.
	 * A caller that goes away cancels nothing.
	 */
	public Mono<Begun> begin(WebSession session, Visitor visitor) {
		return Mono.defer(() -> {
			String secret = Secrets.ofSignIn();
			NewSignIn signIn = this.sealer.seal(session, secret, visitor.owner());
			return UncancellableWork.orUndone(store(signIn), (accepted) -> announce(accepted, secret),
					(late) -> this.withdrawal.withdraw(late.job()));
		});
	}

	private Mono<NewSignIn> store(NewSignIn signIn) {
		return this.store.isOfItsOwner(signIn)
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
