package io.followsync.simulator.world;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.followsync.simulator.audit.AuditSnapshot;
import io.followsync.simulator.audit.AuditTrail;
import io.followsync.simulator.audit.AuditedRequest;
import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.faults.Effect;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.population.AccountSpec;
import io.followsync.simulator.population.Changes;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.session.SessionCookie;
import io.followsync.simulator.session.Sessions;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The state of the simulator. Changed by one thread only; any thread may read
 * populations.
 */
final class World {

	private static final Set<Endpoint> RANKED = EnumSet.of(Endpoint.FOLLOWING, Endpoint.LOOK);

	private final Map<Long, Population> populations = new ConcurrentHashMap<>();

	private final Map<String, Long> usernames = new ConcurrentHashMap<>();

	private final Troubles troubles = new Troubles();

	private final Map<Long, AuditTrail> trails = new HashMap<>();

	private final Sessions sessions = new Sessions();

	private final Walks walks = new Walks();

	Optional<Population> population(long account) {
		return Optional.ofNullable(this.populations.get(account));
	}

	Optional<Long> accountNamed(String username) {
		return Optional.ofNullable(this.usernames.get(username));
	}

	/** The accounts whose names begin like that, ordered by name. */
	List<Population> accountsNamedLike(String beginning, int max) {
		return this.usernames.entrySet()
			.stream()
			.filter((account) -> account.getKey().startsWith(beginning))
			.sorted(Map.Entry.comparingByKey())
			.limit(max)
			.flatMap((account) -> population(account.getValue()).stream())
			.toList();
	}

	AuditSnapshot audit(long account, int mostRequests) {
		AuditTrail trail = this.trails.get(account);
		if (trail == null) {
			known(account);
			return new AuditTrail().snapshot(mostRequests);
		}
		return trail.snapshot(mostRequests);
	}

	void apply(Event event) {
		switch (event) {
			case Event.AccountPlaced placed -> place(placed.spec());
			case Event.AccountChanged changed -> change(changed.account(), changed.changes());
			case Event.FaultsPlaced placed -> {
				known(placed.account());
				this.troubles.place(placed.account(), placed.faults());
			}
			case Event.SessionDeclared declared -> this.sessions.declare(declared.fingerprint(), declared.rule());
			case Event.RequestArrived arrived -> arrive(arrived);
			case Event.RequestAnswered answered -> answer(answered);
		}
	}

	Population known(long account) {
		return population(account).orElseThrow(() -> new NoSuchAccountException(account));
	}

	private void place(AccountSpec spec) {
		Long owner = this.usernames.get(spec.username());
		if (owner != null && owner != spec.id()) {
			throw new IllegalArgumentException("username " + spec.username() + " belongs to account " + owner);
		}
		Population former = this.populations.put(spec.id(), Population.of(spec));
		if (former != null) {
			this.usernames.remove(former.spec().username());
		}
		this.usernames.put(spec.username(), spec.id());
		this.troubles.place(spec.id(), List.of());
	}

	private void change(long account, Changes changes) {
		this.populations.put(account, known(account).after(changes));
	}

	Admission arrive(Event.RequestArrived request) {
		SessionCookie session = request.session();
		OptionalLong viewer = (session != null) ? this.sessions.viewer(session, this.populations::containsKey)
				: OptionalLong.empty();
		Refusal refusal = refusal(request, viewer);
		Long viewerId = viewer.isPresent() ? viewer.getAsLong() : null;
		long target = (request.target() != null) ? request.target() : viewer.orElse(0);
		FaultKind fault = (refusal == null) ? this.troubles.strike(request, viewer.orElse(0), target).orElse(null)
				: null;
		if (fault != null && session != null && fault.effect() instanceof Effect.LoggingOut) {
			this.sessions.logOut(session);
		}
		int walk = (refusal == null && RANKED.contains(request.endpoint()))
				? this.walks.current(viewer.orElse(0), target, request.opensWalk()) : 0;
		Long trail = (viewerId != null) ? viewerId : claimedAccount(session);
		long number = (trail != null)
				? count(trail, new AuditedRequest(request.at().toEpochMilli() * 1000 + micros(request),
						request.endpoint(), target, request.page(), viewerId, fault, (short) 0))
				: 0;
		return new Admission(trail, number, viewer.orElse(0), target, refusal, fault, walk);
	}

	/**
	 * Refuses in the order observed of the recorded service: headers, session, user
	 * agent, the rest.
	 */
	private @Nullable Refusal refusal(Event.RequestArrived request, OptionalLong viewer) {
		Refusal flaw = request.flaw();
		SessionCookie session = request.session();
		if (flaw == Refusal.NO_APP_ID || flaw == Refusal.NO_SESSION) {
			return flaw;
		}
		if (session == null || viewer.isEmpty()) {
			return (session != null && this.sessions.isLoggedOut(session)) ? Refusal.LOGGED_OUT : Refusal.DEAD_SESSION;
		}
		return this.sessions.keepsAgent(session, request.agent()) ? flaw : Refusal.OTHER_USER_AGENT;
	}

	private @Nullable Long claimedAccount(@Nullable SessionCookie session) {
		return (session != null && this.populations.containsKey(session.claimedId())) ? session.claimedId() : null;
	}

	private long count(long trail, AuditedRequest request) {
		return this.trails.computeIfAbsent(trail, (id) -> new AuditTrail()).arrived(request);
	}

	private static long micros(Event.RequestArrived request) {
		return request.at().getNano() / 1000 % 1000;
	}

	void answer(Event.RequestAnswered answered) {
		AuditTrail trail = this.trails.get(answered.trail());
		if (trail != null) {
			boolean page = answered.delivery() != Answer.Delivery.NOTHING;
			trail.answered(answered.number(), answered.status(), page).ifPresent((request) -> {
				if (answered.delivery() == Answer.Delivery.LAST_PAGE && request.endpoint() == Endpoint.FOLLOWING) {
					this.walks.ended(answered.trail(), request.target());
				}
				if (request.fault() != null && request.fault().effect() instanceof Effect.Shrinking shrinking) {
					shrink(request, shrinking.leavers());
				}
			});
		}
	}

	private void shrink(AuditedRequest page, int leavers) {
		ListKind list = (page.endpoint() == Endpoint.FOLLOWERS) ? ListKind.FOLLOWERS : ListKind.FOLLOWING;
		population(page.target()).map((population) -> (int) Math.min(leavers, population.size(list)))
			.ifPresent((leaving) -> change(page.target(), Changes.leaving(list, leaving)));
	}

}
