package io.followsync.worker.relationships;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.followsync.worker.relationships.WalkedSync.Page;
import io.followsync.worker.relationships.WalkedSync.Probe;
import io.followsync.worker.relationships.WalkedSync.Walk;

/**
 * Decision 030 in plain Java, for one account: written from its words, member by member,
 * and not from the statements.
 */
final class HistoryModel {

	private static final List<String> LISTS = List.of("FOLLOWERS", "FOLLOWING");

	private final Map<String, Promoted> promoted = new HashMap<>();

	private final List<ModelRelationship> relationships = new ArrayList<>();

	private final List<String> events = new ArrayList<>();

	private final List<String> insights = new ArrayList<>();

	private final TreeMap<Long, Profile> profiles = new TreeMap<>();

	private final List<String> versions = new ArrayList<>();

	void apply(WalkedSync sync) {
		if (!sync.completed() || sync.lists().stream().anyMatch(this::isOld)) {
			return;
		}
		new Reconciled(sync).apply();
	}

	private boolean isOld(Walk walk) {
		Promoted last = this.promoted.get(walk.list());
		return last != null && began(walk) <= last.ended();
	}

	private static long began(Walk walk) {
		return walk.counting().stream().mapToLong(Page::stored).reduce(walk.began(), Math::min);
	}

	private ModelRelationship open(String list, long key) {
		return this.relationships.stream()
			.filter((one) -> one.list.equals(list) && one.key == key && one.isOpen())
			.findFirst()
			.orElse(null);
	}

	/** Whether the last walk showed the member in that list. */
	private boolean isIn(String list, long key) {
		ModelRelationship relationship = open(list, key);
		return relationship != null && relationship.isShown();
	}

	private static String other(String list) {
		return list.equals("FOLLOWERS") ? "FOLLOWING" : "FOLLOWERS";
	}

	/** Everything that is kept, as {@link KeptHistory#everything()} shows it. */
	String everything() {
		StringBuilder all = new StringBuilder();
		this.relationships.stream()
			.sorted(Comparator.comparing((ModelRelationship one) -> one.list)
				.thenComparing((one) -> one.key)
				.thenComparing((one) -> one.since))
			.forEach((one) -> all.append(one.line(isIn(other(one.list), one.key))).append('\n'));
		this.events.forEach((line) -> all.append(line).append('\n'));
		this.insights.forEach((line) -> all.append(line).append('\n'));
		for (String list : LISTS) {
			Promoted last = this.promoted.get(list);
			if (last != null) {
				all.append("%s %d %d %d %s\n".formatted(list, last.began(), last.ended(), last.size(),
						list.equals("FOLLOWERS") ? "t" : "f"));
			}
		}
		List<String> members = new ArrayList<>(this.versions);
		this.profiles.forEach((key, profile) -> members.add(key + " " + profile.name() + " now " + profile.seen()));
		members.stream().sorted().forEach((line) -> all.append(line).append('\n'));
		return all.toString();
	}

	private record Promoted(long began, long ended, long size) {
	}

	private record Profile(String name, long seen, String list) {
	}

	/** One sync that counts. */
	private final class Reconciled {

		private final Map<String, Walk> walks = new HashMap<>();

		private final Map<String, Map<Long, Profile>> shown = new HashMap<>();

		private final Map<Long, Profile> latest = new HashMap<>();

		private final Map<Long, Probe> probes = new HashMap<>();

		private final TreeMap<String, ModelEvent> happened = new TreeMap<>();

		private int gained;

		private int lost;

		Reconciled(WalkedSync sync) {
			for (Walk walk : sync.lists()) {
				this.walks.put(walk.list(), walk);
				Map<Long, Profile> members = new HashMap<>();
				for (Page page : walk.counting()) {
					for (int i = 0; i < page.keys().size(); i++) {
						Profile profile = new Profile(page.names().get(i), page.stored(), walk.list());
						members.merge(page.keys().get(i), profile, Reconciled::later);
						this.latest.merge(page.keys().get(i), profile, Reconciled::later);
					}
				}
				this.shown.put(walk.list(), members);
			}
			sync.probes()
				.stream()
				.filter((probe) -> probe.gone() || probe.following() != null)
				.forEach((probe) -> this.probes.put(probe.member(), probe));
		}

		private static Profile later(Profile one, Profile two) {
			return (two.seen() >= one.seen()) ? two : one;
		}

		private boolean isShown(String list, long key) {
			return this.shown.get(list).containsKey(key);
		}

		private boolean isSeen(String list, long key) {
			Probe probe = this.probes.get(key);
			if (probe == null) {
				return isShown(list, key);
			}
			return !probe.gone() && (list.equals("FOLLOWERS") ? probe.followedBy() : probe.following());
		}

		void apply() {
			TreeSet<Long> keys = new TreeSet<>(this.latest.keySet());
			keys.addAll(this.probes.keySet());
			relationships.stream().filter(ModelRelationship::isOpen).forEach((one) -> keys.add(one.key));
			keys.forEach(this::rename);
			keys.forEach(this::reconcile);
			this.happened.values()
				.stream()
				.sorted(Comparator.comparing(ModelEvent::before)
					.thenComparing(ModelEvent::key)
					.thenComparing(ModelEvent::kind))
				.forEach((event) -> events.add(event.line(events.size() + 1)));
			this.latest.forEach(this::keepProfile);
			for (String list : LISTS) {
				long size = relationships.stream().filter((one) -> one.list.equals(list) && one.isShown()).count();
				promoted.put(list, new Promoted(began(this.walks.get(list)), this.walks.get(list).ended(), size));
			}
			count();
		}

		private void rename(long key) {
			Profile now = this.latest.get(key);
			if (now == null) {
				return;
			}
			List<ModelRelationship> named = LISTS.stream()
				.map((list) -> open(list, key))
				.filter((one) -> one != null)
				.toList();
			if (named.stream().anyMatch((one) -> !one.name.equals(now.name()))) {
				long after = named.stream()
					.mapToLong((one) -> (one.seen != null) ? one.seen : promoted.get(one.list).began())
					.max()
					.getAsLong();
				record(new ModelEvent("RENAMED", key, named.getFirst().name, now.name(), after,
						this.walks.get(now.list()).ended()));
				named.forEach((one) -> one.name = now.name());
			}
		}

		private void reconcile(long key) {
			Probe probe = this.probes.get(key);
			List<ModelRelationship> ended = new ArrayList<>();
			String anyName = name(key);
			for (String list : LISTS) {
				Walk walk = this.walks.get(list);
				ModelRelationship known = open(list, key);
				if (known == null && isSeen(list, key) && anyName != null) {
					long since = isShown(list, key) ? walk.ended() : probe.asked();
					Promoted before = promoted.get(list);
					relationships.add(
							new ModelRelationship(list, key, anyName, since, (before != null) ? before.began() : null));
					if (before != null) {
						record(new ModelEvent(beginning(list, key), key, null, anyName, before.began(), since));
						this.gained += list.equals("FOLLOWERS") ? 1 : 0;
					}
				}
				else if (known != null && isSeen(list, key)) {
					known.missed = null;
					known.seen = null;
				}
				else if (known != null && isShown(list, key)) {
					// Left between the walk and the probe.
					known.missed = probe.asked();
					known.seen = began(walk);
					ended.add(known);
				}
				else if (known != null && known.missed != null) {
					ended.add(known);
				}
				else if (known != null) {
					known.missed = walk.ended();
					known.seen = promoted.get(list).began();
					if (probe != null) {
						ended.add(known);
					}
				}
			}
			ended.forEach((one) -> one.until = one.missed);
			for (ModelRelationship one : ended) {
				this.lost += one.list.equals("FOLLOWERS") ? 1 : 0;
				one.ending = kind(one, probe);
				record(new ModelEvent(one.ending, key, null, one.name, one.seen, one.until));
			}
		}

		private String beginning(String list, long key) {
			return relationships.stream()
				.filter((one) -> one.list.equals(list) && one.key == key && !one.isOpen())
				.reduce((earlier, later) -> later)
				.filter((one) -> one.ending.endsWith("GONE"))
				.map((one) -> "RETURNED")
				.orElse(list.equals("FOLLOWERS") ? "FOLLOWED_YOU" : "YOU_FOLLOWED");
		}

		private String name(long key) {
			if (this.latest.containsKey(key)) {
				return this.latest.get(key).name();
			}
			return LISTS.stream()
				.map((list) -> open(list, key))
				.filter((one) -> one != null)
				.map((one) -> one.name)
				.findFirst()
				.orElse(null);
		}

		private String kind(ModelRelationship ended, Probe probe) {
			if (probe != null && probe.gone()) {
				return "GONE";
			}
			ModelRelationship elsewhere = open(other(ended.list), ended.key);
			if (probe != null || elsewhere != null && elsewhere.isShown()) {
				return ended.list.equals("FOLLOWERS") ? "UNFOLLOWED_YOU" : "YOU_UNFOLLOWED";
			}
			return "LEFT_OR_GONE";
		}

		private void record(ModelEvent event) {
			this.happened.merge(event.key() + event.kind(), event, ModelEvent::united);
		}

		private void keepProfile(long key, Profile now) {
			Profile known = profiles.get(key);
			if (known == null) {
				profiles.put(key, now);
			}
			else if (!known.name().equals(now.name()) && known.seen() < now.seen()) {
				versions.add(key + " " + known.name() + " until " + now.seen());
				profiles.put(key, now);
			}
		}

		private void count() {
			List<ModelRelationship> shown = relationships.stream().filter(ModelRelationship::isShown).toList();
			long followers = shown.stream().filter((one) -> one.list.equals("FOLLOWERS")).count();
			long following = shown.size() - followers;
			long mutual = shown.stream()
				.filter((one) -> one.list.equals("FOLLOWERS") && isIn("FOLLOWING", one.key))
				.count();
			long unconfirmed = relationships.stream()
				.filter((one) -> one.isOpen() && !one.isShown())
				.map((one) -> one.key)
				.distinct()
				.count();
			insights.add("%d %d %d %d %d +%d -%d ?%d".formatted(followers, following, mutual, following - mutual,
					followers - mutual, this.gained, this.lost, unconfirmed));
		}

	}

}
