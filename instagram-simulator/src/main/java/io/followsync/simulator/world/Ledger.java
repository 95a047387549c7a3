package io.followsync.simulator.world;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.followsync.simulator.audit.AuditSnapshot;
import io.followsync.simulator.population.Population;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The one thread that changes the world, and its journal. An accepted event is in the
 * journal before its caller gets an answer; a refused one leaves no trace.
 */
@Component
public final class Ledger implements DisposableBean {

	private final World world = new World();

	private final Journal journal;

	// Not a Reactor scheduler: cancelling a request must not interrupt a write halfway.
	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("ledger").factory());

	Ledger(SimulatorProperties properties) {
		this.journal = (properties.stateFile() != null) ? Journal.replay(properties.stateFile(), this.world::apply)
				: Journal.none();
	}

	/** Counts the request and decides how it is answered. */
	public Mono<Admission> arrive(Event.RequestArrived request) {
		return onThread(() -> {
			Admission admission = this.world.arrive(request);
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
			this.world.apply(event);
			this.journal.append(event);
			return true;
		}).then();
	}

	public Mono<AuditSnapshot> audit(long account, int mostRequests) {
		return onThread(() -> this.world.audit(account, mostRequests));
	}

	/** The account's current population; may be called from any thread. */
	public Optional<Population> population(long account) {
		return this.world.population(account);
	}

	/** The account's current population; fails with {@link NoSuchAccountException}. */
	public Population known(long account) {
		return this.world.known(account);
	}

	/** The account with that user name; may be called from any thread. */
	public Optional<Long> accountNamed(String username) {
		return this.world.accountNamed(username);
	}

	/**
	 * At most that many accounts whose user names begin like that, ordered by name; may
	 * be called from any thread.
	 */
	public List<Population> accountsNamedLike(String beginning, int max) {
		return this.world.accountsNamedLike(beginning, max);
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

}
