package io.followsync.worker.relationships;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import io.followsync.job.JobId;
import io.followsync.worker.relationships.WalkedSync.Page;
import io.followsync.worker.relationships.WalkedSync.Probe;
import io.followsync.worker.relationships.WalkedSync.Walk;

/**
 * An account among few people who follow, unfollow, rename themselves, vanish and return,
 * and syncs of it that lie: walks that leave people out, come late, or are suspect, and
 * probes that are refused.
 */
final class RandomAccount {

	private static final int PEOPLE = 7;

	private final long id;

	private final Random random;

	private final Map<Long, Person> people = new HashMap<>();

	private long time = 1_700_000_000;

	RandomAccount(long id, long seed) {
		this.id = id;
		this.random = new Random(seed);
		for (long person = 1; person <= PEOPLE; person++) {
			this.people.put(id * 1000 + person, new Person(this.random.nextBoolean(), this.random.nextBoolean()));
		}
	}

	WalkedSync next() {
		for (int changes = this.random.nextInt(4); changes > 0; changes--) {
			this.people.get(anybody()).change(this.random);
		}
		long began = this.time + (chance(10) ? -1500 : 1000);
		this.time = Math.max(this.time, began);
		Walk followers = walk("FOLLOWERS", began);
		Walk following = walk("FOLLOWING", began + 200);
		List<Probe> probes = new ArrayList<>();
		boolean asks = chance(50);
		for (long person : new TreeSet<>(this.people.keySet())) {
			if (asks && chance(30)) {
				probes.add(probe(person, began + 500 + probes.size()));
			}
		}
		return new WalkedSync(JobId.next(), this.id, followers, following, probes, !chance(12));
	}

	private Walk walk(String list, long began) {
		if (!chance(20)) {
			return new Walk(list, 1, began, began + 100, false, pages(list, 1, began));
		}
		List<Page> pages = new ArrayList<>(pages(list, 1, began));
		pages.addAll(pages(list, 2, began + 50));
		return new Walk(list, 2, began + 50, began + 100, chance(70), pages);
	}

	private List<Page> pages(String list, int walk, long began) {
		Map<Long, String> first = new TreeMap<>();
		Map<Long, String> second = new TreeMap<>();
		this.people.forEach((key, person) -> {
			if (person.isIn(list) && !chance(8)) {
				(this.random.nextBoolean() ? first : second).put(key, person.name(key));
				if (chance(5)) {
					first.put(key, person.name(key));
				}
			}
		});
		return List.of(Page.of(walk, 1, began, first), Page.of(walk, 2, began + 10, second));
	}

	private Probe probe(long key, long asked) {
		Person person = this.people.get(key);
		if (chance(20)) {
			return Probe.refused(key, asked);
		}
		if (chance(15)) {
			person.change(this.random);
		}
		return person.isGone() ? Probe.gone(key, asked)
				: Probe.answered(key, asked, person.isIn("FOLLOWING"), person.isIn("FOLLOWERS"));
	}

	private long anybody() {
		return this.id * 1000 + 1 + this.random.nextInt(PEOPLE);
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private static final class Person {

		private boolean follows;

		private boolean followed;

		private boolean gone;

		private int names;

		Person(boolean follows, boolean followed) {
			this.follows = follows;
			this.followed = followed;
		}

		void change(Random random) {
			switch (random.nextInt(6)) {
				case 0, 1 -> this.follows = !this.follows;
				case 2 -> this.followed = !this.followed;
				case 3 -> this.names++;
				default -> this.gone = !this.gone && random.nextBoolean();
			}
		}

		boolean isIn(String list) {
			return !this.gone && (list.equals("FOLLOWERS") ? this.follows : this.followed);
		}

		boolean isGone() {
			return this.gone;
		}

		String name(long key) {
			return "m" + key + "_" + this.names;
		}

	}

}
