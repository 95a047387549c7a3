package io.followsync.worker.due;

import java.util.List;

import reactor.core.publisher.Mono;

/**
 * A kind of work that is stored with the time at which it falls due. Each replica's
 * {@link Dispatcher} takes from all kinds; a new kind is a new bean.
 */
public interface DueWork<T> {

	/** For the log. */
	String name();

	/**
	 * Takes work that is due, and moves on the time at which it falls due again, so that
	 * each piece goes to one caller only and a lost one comes back.
	 */
	Mono<List<T>> take(int most);

	/**
	 * Carries out what was taken. May be cancelled when it takes long. An error is
	 * counted and logged, and keeps no other piece from being carried out; this one falls
	 * due again.
	 */
	Mono<Void> carryOut(T work);

}
