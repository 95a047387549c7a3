package io.followsync.simulator.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.population.AccountSpec;
import io.followsync.simulator.population.Changes;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, faults, sessions, walks and audit trails. Changed by one thread only; any
 * thread may read populations.
 */
final class SimulatorState {

	private static final Set<Endpoint> RANKED = EnumSet.of(Endpoint.FOLLOWING, Endpoint.LOOK);

	private final Map<Long, Population> populations = new ConcurrentHashMap<>();

	private final Map<String, Long> usernames = new ConcurrentHashMap<>();

	private final FaultPlans faults = new FaultPlans();

	private final Map<Long, AuditTrail> trails = new HashMap<>();

	private final Sessions sessions = new Sessions();

	private final Walks walks = new Walks();

	Optional<Population> population(long account) {
		return Optional.ofNullable(this.populations.get(account));
	}

	Population requirePopulation(long account) {
		return population(account).orElseThrow(() -> new StateStore.NoSuchAccountException(account));
	}

	Optional<Long> accountNamed(String username) {
		return Optional.ofNullable(this.usernames.get(username));
	}

	List<Population> accountsByPrefix(String prefix, int max) {
		return this.usernames.entrySet()
			.stream()
			.filter((account) -> account.getKey().startsWith(prefix))
			.sorted(Map.Entry.comparingByKey())
			.limit(max)
			.flatMap((account) -> population(account.getValue()).stream())
			.toList();
	}

	AuditTrail.Snapshot audit(long account, int maxRequests) {
		AuditTrail trail = this.trails.get(account);
		if (trail == null) {
			requirePopulation(account);
			return new AuditTrail().snapshot(maxRequests);
		}
		return trail.snapshot(maxRequests);
	}

	void apply(Event event) {
		switch (event) {
			case Event.AccountPlaced placed -> place(placed.spec());
			case Event.AccountChanged changed -> change(changed.account(), changed.changes(), changed.at());
			case Event.FaultsPlaced placed -> {
				requirePopulation(placed.account());
				this.faults.replace(placed.account(), placed.faults());
			}
			case Event.SessionDeclared declared -> this.sessions.declare(declared.fingerprint(), declared.rule());
			case Event.RequestArrived arrived -> admit(arrived);
			case Event.RequestAnswered answered -> recordResponse(answered);
		}
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
		this.faults.replace(spec.id(), List.of());
	}

	private void change(long account, Changes changes, @Nullable Instant at) {
		this.populations.put(account, requirePopulation(account).after(changes, at));
	}

	StateStore.Admission admit(Event.RequestArrived request) {
		SessionCookie session = request.session();
		OptionalLong viewer = (session != null) ? this.sessions.viewer(session, this.populations::containsKey)
				: OptionalLong.empty();
		long viewerOrNobody = viewer.orElse(0);
		long target = (request.target() != null) ? request.target() : viewerOrNobody;
		Rejection rejection = this.sessions.rejection(request, viewer.isPresent());
		FaultKind fault = (rejection == null) ? this.faults.strike(request, viewerOrNobody, target).orElse(null) : null;
		if (fault != null && session != null && fault.effect() instanceof FaultKind.Effect.LoggingOut) {
			this.sessions.logOut(session);
		}
		int walk = (rejection == null && RANKED.contains(request.endpoint()))
				? this.walks.number(viewerOrNobody, target, request.opensWalk()) : 0;
		Long viewerId = viewer.isPresent() ? viewer.getAsLong() : null;
		Long trail = (viewerId != null) ? viewerId : claimedAccount(session);
		long number = (trail != null) ? this.trails.computeIfAbsent(trail, (id) -> new AuditTrail())
			.recordArrival(new AuditTrail.Entry(ChronoUnit.MICROS.between(Instant.EPOCH, request.at()),
					request.endpoint(), target, request.page(), viewerId, fault, (short) 0))
				: 0;
		return new StateStore.Admission(trail, number, viewerOrNobody, target, rejection, fault, walk);
	}

	private @Nullable Long claimedAccount(@Nullable SessionCookie session) {
		return (session != null && this.populations.containsKey(session.claimedId())) ? session.claimedId() : null;
	}

	private void recordResponse(Event.RequestAnswered answered) {
		AuditTrail trail = this.trails.get(answered.trail());
		if (trail == null) {
			return;
		}
		boolean page = answered.delivery() != ApiResponse.Delivery.NOTHING;
		trail.recordResponse(answered.number(), answered.status(), page).ifPresent((request) -> {
			if (answered.delivery() == ApiResponse.Delivery.LAST_PAGE && request.endpoint() == Endpoint.FOLLOWING) {
				this.walks.end(answered.trail(), request.target());
			}
			if (request.fault() != null && request.fault().effect() instanceof FaultKind.Effect.Shrinking shrinking) {
				shrink(request, shrinking.leavers());
			}
		});
	}

	private void shrink(AuditTrail.Entry page, int leavers) {
		ListKind list = (page.endpoint() == Endpoint.FOLLOWERS) ? ListKind.FOLLOWERS : ListKind.FOLLOWING;
		population(page.target()).map((population) -> (int) Math.min(leavers, population.size(list)))
			.ifPresent((leaving) -> change(page.target(), Changes.leaving(list, leaving), page.at()));
	}

	/**
	 * Counts each viewer's walks over each following list. A list's order changes only
	 * between two walks: a new one starts with a first page after the last page of the
	 * previous one was delivered.
	 */
	private static final class Walks {

		private final Map<Reader, Walk> walks = new HashMap<>();

		int number(long viewer, long target, boolean opensWalk) {
			return this.walks
				.merge(new Reader(viewer, target), new Walk(0, false),
						(known, ignored) -> (opensWalk && known.ended()) ? new Walk(known.number() + 1, false) : known)
				.number();
		}

		void end(long viewer, long target) {
			this.walks.computeIfPresent(new Reader(viewer, target), (key, known) -> new Walk(known.number(), true));
		}

		private record Reader(long viewer, long target) {
		}

		private record Walk(int number, boolean ended) {
		}

	}

}
