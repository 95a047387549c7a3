package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What goes wrong, when and how often, all derived from one seed.
 * <p>
 * {@code -Dchaos.seed} repeats a run. {@code -Pchaos} makes it a long one.
 */
final class Disorder {

	private static final String USUAL = "20260922";

	private final Random random;

	private final boolean thorough = Boolean.getBoolean("chaos.thorough");

	Disorder(String scenario) {
		this.random = new Random(seed() * 31 + scenario.hashCode());
	}

	static long seed() {
		String configured = System.getProperty("chaos.seed", "");
		return Long.parseLong(configured.isEmpty() ? USUAL : configured);
	}

	/** How much to do: {@code little} in every build, {@code plenty} in a chaos run. */
	int amount(int little, int plenty) {
		return this.thorough ? plenty : little;
	}

	/** A number between both bounds, inclusive. */
	int between(int least, int most) {
		return this.random.nextInt(least, most + 1);
	}

	boolean oneIn(int chances) {
		return this.random.nextInt(chances) == 0;
	}

	<T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	<T> List<T> shuffled(List<T> things) {
		List<T> shuffled = new ArrayList<>(things);
		Collections.shuffle(shuffled, this.random);
		return shuffled;
	}

	/** At most {@code most} of the things, in random order. */
	<T> List<T> some(List<T> things, int most) {
		return shuffled(things).subList(0, Math.min(most, things.size()));
	}

	/** Lets an outage last for some time; there is no event to wait for. */
	void last(Duration least, Duration most) {
		long millis = this.random.nextLong(least.toMillis(), most.toMillis() + 1);
		CompletableFuture.runAsync(() -> {
		}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)).join();
	}

}
