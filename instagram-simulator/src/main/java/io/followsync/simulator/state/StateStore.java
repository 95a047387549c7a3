package io.followsync.simulator.state;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.followsync.simulator.SimulatorApplication;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.response.Rejection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Changes the state on one thread, and keeps each change in the journal. An accepted
 * event is in the journal before its caller gets an answer; a refused one leaves no
 * trace. Any thread may read the populations and names of the moment.
 */
@Component
public final class StateStore implements DisposableBean {

	private final SimulatorState state = new SimulatorState();

	private final EventJournal journal;

	// Not a Reactor scheduler: cancelling a request must not interrupt a write halfway.
	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("state").factory());

	StateStore(SimulatorApplication.Properties properties) {
		this.journal = (properties.stateFile() != null) ? EventJournal.replay(properties.stateFile(), this.state::apply)
				: EventJournal.none();
	}

	/** Counts the request and decides what response it gets. */
	public Mono<Admission> admit(Event.RequestArrived request) {
		return onThread(() -> {
			Admission admission = this.state.admit(request);
			this.journal.append(request);
			return admission;
		});
	}

	/**
	 * Applies the event and appends it to the journal.
	 * @return an error of {@link NoSuchAccountException} or
	 * {@link IllegalArgumentException} when it cannot be applied
	 */
	public Mono<Void> record(Event event) {
		return onThread(() -> {
			this.state.apply(event);
			this.journal.append(event);
			return true;
		}).then();
	}

	public Mono<AuditTrail.Snapshot> audit(long account, int maxRequests) {
		return onThread(() -> this.state.audit(account, maxRequests));
	}

	public Optional<Population> population(long account) {
		return this.state.population(account);
	}

	/** Fails with {@link NoSuchAccountException}. */
	public Population requirePopulation(long account) {
		return this.state.requirePopulation(account);
	}

	public Optional<Long> accountNamed(String username) {
		return this.state.accountNamed(username);
	}

	/** At most that many accounts whose user names start so, ordered by name. */
	public List<Population> accountsByPrefix(String prefix, int max) {
		return this.state.accountsByPrefix(prefix, max);
	}

	@Override
	public void destroy() throws InterruptedException {
		this.thread.shutdown();
		this.thread.awaitTermination(5, TimeUnit.SECONDS);
		this.journal.close();
	}

	private <T> Mono<T> onThread(Supplier<T> task) {
		return Mono.create((sink) -> this.thread.execute(() -> {
			try {
				sink.success(task.get());
			}
			catch (RuntimeException ex) {
				sink.error(ex);
			}
		}));
	}

	/**
	 * What was decided about a request on its arrival.
	 *
	 * @param trail account whose audit counted it, null for none
	 * @param number its number in that audit
	 * @param viewer owner of the session; 0 when the session was rejected
	 * @param target account whose list or profile it asks for
	 * @param walk number of the walk over a ranked list that it belongs to
	 */
	public record Admission(@Nullable Long trail, long number, long viewer, long target, @Nullable Rejection rejection,
			@Nullable FaultKind fault, int walk) {
	}

	/** The control API named an account that was never placed. */
	public static final class NoSuchAccountException extends RuntimeException {

		NoSuchAccountException(long account) {
			super("no account " + account + " here, PUT it first");
		}

	}

}
