package io.followsync.gateway.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.BrowserSessions;
import io.followsync.gateway.access.Visitor;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.signin.ExchangeDecision.Facts;
import io.followsync.gateway.signin.ExchangeStore.CurrentOwner;
import io.followsync.gateway.signin.ExchangeStore.LockedSignIn;
import io.followsync.gateway.signin.ExchangeStore.OwnerStatus;
import io.followsync.history.ActivityKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Exchanges proven sign-ins for browser sessions. One transaction does it whole or not at
 * all: of any number of exchanges of one sign-in exactly one succeeds, and of several
 * sign-ins of one account each sees what the one before it did.
 */
@Service
public class Exchanges {

	private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

	private static final Duration RETRY_AFTER_REMOVAL = Duration.ofMinutes(1);

	private final ExchangeStore store;

	private final BrowserSessions sessions;

	private final OpenSessions openSessions;

	private final SignInSealer sealer;

	private final TransactionalOperator transaction;

	Exchanges(ExchangeStore store, BrowserSessions sessions, OpenSessions openSessions, SignInSealer sealer,
			TransactionalOperator transaction) {
		this.store = store;
		this.sessions = sessions;
		this.openSessions = openSessions;
		this.sealer = sealer;
		this.transaction = transaction;
	}

	/**
	 * Whose browser it is now.
	 *
	 * @param cookie null for a browser that was signed in already and stays so
	 */
	public record Exchanged(OwnerId owner, BrowserSessions.@Nullable NewCookie cookie) {
	}

	/**
	 * Exchanges a sign-in. Fails with {@link ErrorCode#SIGN_IN_NOT_FOUND},
	 * {@link ErrorCode#SIGN_IN_NOT_PROVEN}, {@link ErrorCode#SIGN_IN_USED} or
	 * {@link ErrorCode#APPROVAL_REQUIRED}, with {@link ErrorCode#SIGN_IN_REQUIRED} if the
	 * browser that began it was signed in and no longer is, and with
	 * {@link ErrorCode#ACCOUNT_BEING_REMOVED} while workers remove what was kept of the
	 * account.
	 * @param userAgent of the browser
	 */
	public Mono<Exchanged> exchange(String secret, Visitor visitor, @Nullable String userAgent) {
		return this.sealer.hash(secret)
			.flatMap((hash) -> UncancellableWork.from(this.store.lockSignIn(hash)
				.flatMap((signIn) -> exchange(requireUsable(signIn, visitor), visitor, userAgent))
				.as(this.transaction::transactional)))
			.switchIfEmpty(SignIns.notFound());
	}

	private static LockedSignIn requireUsable(LockedSignIn signIn, Visitor visitor) {
		if (signIn.used()) {
			throw new ApiException(ErrorCode.SIGN_IN_USED).advise("If you are not signed in, begin a new sign-in.");
		}
		OwnerId requestedBy = signIn.requestedBy();
		if (requestedBy != null && !requestedBy.equals(visitor.owner().orElse(null))) {
			throw new ApiException(ErrorCode.SIGN_IN_REQUIRED)
				.detail("The browser that began this sign-in was signed in, and no longer is.");
		}
		return signIn;
	}

	// What was approved is that a signed-out browser becomes the owner's, not that the
	// account moves to whoever has signed in there since.
	private static @Nullable BrowserSession browser(LockedSignIn signIn, Visitor visitor) {
		return (signIn.approved() && signIn.requestedBy() == null) ? null : visitor.session();
	}

	private static ApiException beingRemoved() {
		return new ApiException(ErrorCode.ACCOUNT_BEING_REMOVED)
			.advise("What was kept of this account is being removed. Try again in a few minutes.")
			.retryAfter(RETRY_AFTER_REMOVAL);
	}

	private static ApiException approvalRequired() {
		return new ApiException(ErrorCode.APPROVAL_REQUIRED)
			.advise("Compare the codes, then approve it in a browser that is signed in to this account.")
			.retryAfter(SignIn.POLL_INTERVAL);
	}

	private Mono<Exchanged> exchange(LockedSignIn signIn, Visitor visitor, @Nullable String userAgent) {
		BrowserSession browser = browser(signIn, visitor);
		return this.store.lockCurrentOwner(signIn.account())
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((currentOwner) -> decide(signIn, currentOwner, browser)
				.flatMap((owner) -> connect(signIn, currentOwner, owner).then((browser != null)
						? Mono.just(new Exchanged(owner, null)) : openSession(owner, visitor, userAgent))));
	}

	private Mono<OwnerId> decide(LockedSignIn signIn, Optional<CurrentOwner> currentOwner,
			@Nullable BrowserSession browser) {
		if (currentOwner.filter(CurrentOwner::beingRemoved).isPresent()) {
			return Mono.error(Exchanges::beingRemoved);
		}
		OwnerId owner = currentOwner.map(CurrentOwner::owner).orElse(null);
		OwnerId signedIn = (browser != null) ? browser.owner() : null;
		UUID session = (browser != null) ? browser.id() : null;
		return this.store.lockOwners(owner, signedIn, session)
			.map((status) -> ExchangeDecision.of(facts(signIn, owner, signedIn, status)))
			.flatMap((decision) -> switch (decision) {
				case ExchangeDecision.ApprovalRequired required -> Mono.error(Exchanges::approvalRequired);
				case ExchangeDecision.Existing existing -> Mono.just(existing.owner());
				case ExchangeDecision.NewOwner fresh -> this.store.insertOwner();
			});
	}

	private static Facts facts(LockedSignIn signIn, @Nullable OwnerId currentOwner, @Nullable OwnerId browser,
			OwnerStatus status) {
		if (!status.browserIsLive()) {
			throw new ApiException(ErrorCode.SIGN_IN_REQUIRED);
		}
		return new Facts(currentOwner, browser, status.currentOwnerIsSignedIn(), status.isOnlyAccount(),
				signIn.approved());
	}

	private Mono<Void> connect(LockedSignIn signIn, Optional<CurrentOwner> currentOwner, OwnerId owner) {
		return this.store.connect(signIn, owner, activities(currentOwner, owner))
			.doOnSuccess((connected) -> log.atInfo()
				.addKeyValue("account", signIn.account())
				.addKeyValue("owner", owner)
				.log("Exchanged a sign-in, its session is the account's credential now"));
	}

	private static List<ActivityKind> activities(Optional<CurrentOwner> currentOwner, OwnerId owner) {
		List<ActivityKind> kinds = new ArrayList<>();
		if (currentOwner.filter((before) -> !before.owner().equals(owner)).isPresent()) {
			kinds.add(ActivityKind.OWNER_CHANGED);
		}
		kinds.add(ActivityKind.SIGNED_IN);
		if (currentOwner.filter(CurrentOwner::connected).isEmpty()) {
			kinds.add(ActivityKind.CONNECTED);
		}
		return kinds;
	}

	private Mono<Exchanged> openSession(OwnerId owner, Visitor visitor, @Nullable String userAgent) {
		// Its cookie is replaced; a session that nobody holds would still count as a
		// browser
		// of its owner that can approve.
		return Mono.justOrEmpty(visitor.session())
			.flatMap(this.openSessions::replace)
			.then(this.sessions.open(owner, userAgent))
			.map((cookie) -> new Exchanged(owner, cookie));
	}

}
