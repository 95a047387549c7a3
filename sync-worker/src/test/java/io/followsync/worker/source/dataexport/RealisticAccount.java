package io.followsync.worker.source.dataexport;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The lists of an account as they grow: it begins to follow and to be followed at once,
 * followers come in bursts with months between them, and some are followed back long
 * after.
 *
 * @param followers since when each of them follows
 * @param following since when each of them is followed
 */
record RealisticAccount(Map<String, Instant> followers, Map<String, Instant> following) {

	static final Instant EXPORTED = Instant.parse("2026-11-20T09:00:00Z");

	private static final int DAY = 86_400;

	static RealisticAccount grown(long seed) {
		Random random = new Random(seed);
		Instant began = EXPORTED.minus(Duration.ofDays(4 * 365L + random.nextInt(6 * 365)));
		Map<String, Instant> followers = new HashMap<>();
		Map<String, Instant> following = new HashMap<>();
		int bursts = 15 + random.nextInt(40);
		long life = Duration.between(began, EXPORTED).toSeconds() - DAY;
		for (int burst = 0; burst < bursts; burst++) {
			Instant at = (burst == 0) ? began : began.plusSeconds((long) (random.nextDouble() * life));
			int size = 2 + random.nextInt(30);
			for (int i = 0; i < size; i++) {
				Instant since = (i == 0) ? at : within(at, 10 * DAY, random);
				String name = "b" + burst + ".p" + i;
				meet(name, since, random, followers, following);
			}
		}
		return new RealisticAccount(followers, following);
	}

	private static void meet(String name, Instant since, Random random, Map<String, Instant> followers,
			Map<String, Instant> following) {
		int how = name.equals("b0.p0") ? 0 : random.nextInt(10);
		if (how < 7) {
			followers.put(name, since);
		}
		if (how < 4 || how > 6) {
			following.put(name, since.plusSeconds(DAY / 24));
		}
		else if (how == 4) {
			following.put(name, within(since, 900 * DAY, random));
		}
	}

	private static Instant within(Instant from, int seconds, Random random) {
		Instant at = from.plusSeconds(random.nextInt(seconds));
		return at.isBefore(EXPORTED) ? at : EXPORTED.minusSeconds(random.nextInt(DAY));
	}

	/** As exports since autumn 2025 are cut: the followers only. */
	RealisticAccount withFollowersSince(Instant border) {
		return new RealisticAccount(since(this.followers, border), this.following);
	}

	/** As exports since autumn 2025 are cut for a range that ended before. */
	RealisticAccount withFollowersBetween(Instant from, Instant until) {
		Map<String, Instant> left = since(this.followers, from);
		left.values().removeIf((since) -> !since.isBefore(until));
		return new RealisticAccount(left, this.following);
	}

	/** As exports until autumn 2025 were cut: both lists. */
	RealisticAccount withBothSince(Instant border) {
		return new RealisticAccount(since(this.followers, border), since(this.following, border));
	}

	Instant began() {
		return this.followers.values().stream().min(Instant::compareTo).orElseThrow();
	}

	private static Map<String, Instant> since(Map<String, Instant> list, Instant border) {
		return list.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isBefore(border))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

}
