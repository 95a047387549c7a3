package io.followsync.acceptance.kept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.History;
import io.followsync.acceptance.simulator.History.Member;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told after some syncs that counted. A member missing from a list is only
 * missed, until the next sync misses the member, too, or a probe was answered.
 */
final class ExpectedHistory {

	private final Map<MemberList, Map<String, Relation>> open = new EnumMap<>(MemberList.class);

	private final Map<MemberList, Set<String>> vanished = new EnumMap<>(MemberList.class);

	private final List<ExpectedEvent> events = new ArrayList<>();

	private final List<ExpectedFigures> figures = new ArrayList<>();

	private @Nullable Span last;

	ExpectedHistory() {
		for (MemberList list : MemberList.values()) {
			this.open.put(list, new TreeMap<>());
			this.vanished.put(list, new HashSet<>());
		}
	}

	List<ExpectedEvent> events() {
		return this.events;
	}

	List<ExpectedFigures> figures() {
		return this.figures;
	}

	/**
	 * A sync that counts.
	 * @param answers the members whom a probe asked about, and whether they have a
	 * profile
	 */
	void add(Span sync, History history, Map<String, Boolean> answers) {
		int first = this.events.size();
		Map<String, Member> now = history.latest();
		for (String id : everyone(now)) {
			addMember(id, now.getOrDefault(id, new Member("", false, false)), sync, history, answers.get(id));
		}
		List<ExpectedEvent> added = this.events.subList(first, this.events.size());
		int missed = (int) this.open.values()
			.stream()
			.flatMap((relations) -> relations.entrySet().stream())
			.filter((relation) -> relation.getValue().missed() != null)
			.map(Map.Entry::getKey)
			.distinct()
			.count();
		this.figures.add(ExpectedFigures.of(sync.id(), now.values(), added, missed));
		this.last = sync;
	}

	private Set<String> everyone(Map<String, Member> now) {
		Set<String> everyone = new TreeSet<>(now.keySet());
		this.open.values().forEach((relations) -> everyone.addAll(relations.keySet()));
		return everyone;
	}

	private void addMember(String id, Member now, Span sync, History history, @Nullable Boolean hasProfile) {
		addRenaming(id, now, sync, history);
		boolean showing = false;
		List<ExpectedEvent> begun = new ArrayList<>();
		List<MemberList> ended = new ArrayList<>();
		for (MemberList list : MemberList.values()) {
			Map<String, Relation> relations = of(list);
			Relation relation = relations.get(id);
			if (list.shows(now)) {
				if (relation == null && this.last != null) {
					String kind = of(this.vanished, list).contains(id) ? ExpectedEvent.RETURNED : list.beginning();
					begun.add(new ExpectedEvent(sync.id(), kind, id, now.username(), "", this.last, sync,
							history.changesOf(id, list::shows, this.last.to(), sync.from()), Set.of(list)));
				}
				relations.put(id, new Relation(now.username(), sync, null));
				showing = true;
			}
			else if (relation != null && (hasProfile != null || relation.missed() != null)) {
				ended.add(list);
			}
			else if (relation != null) {
				relations.put(id, new Relation(relation.username(), relation.shown(), sync));
			}
		}
		addUnited(begun);
		end(id, ended, showing, sync, history, hasProfile);
	}

	private void addRenaming(String id, Member now, Span sync, History history) {
		if (!now.follows() && !now.followed()) {
			return;
		}
		List<Relation> old = this.open.values()
			.stream()
			.flatMap((relations) -> Stream.ofNullable(relations.get(id)))
			.filter((relation) -> !relation.username().equals(now.username()))
			.toList();
		if (!old.isEmpty()) {
			Span shown = old.stream().map(Relation::shown).max(Comparator.comparing(Span::from)).orElseThrow();
			this.events.add(new ExpectedEvent(sync.id(), "RENAMED", id, now.username(), old.getFirst().username(),
					shown, sync, history.changesOf(id, Member::username, shown.to(), sync.from()), Set.of()));
		}
		for (MemberList list : MemberList.values()) {
			of(list).computeIfPresent(id,
					(same, relation) -> new Relation(now.username(), relation.shown(), relation.missed()));
		}
	}

	private void end(String id, List<MemberList> ended, boolean showing, Span sync, History history,
			@Nullable Boolean hasProfile) {
		List<ExpectedEvent> events = new ArrayList<>();
		for (MemberList list : ended) {
			Relation relation = Objects.requireNonNull(of(list).remove(id));
			Span missed = (relation.missed() != null) ? relation.missed() : sync;
			String kind = Boolean.FALSE.equals(hasProfile) ? "GONE"
					: (hasProfile != null || showing) ? list.end() : "LEFT_OR_GONE";
			ExpectedEvent event = new ExpectedEvent(sync.id(), kind, id, relation.username(), "", relation.shown(),
					missed, history.changesOf(id, list::shows, relation.shown().to(), missed.from()), Set.of(list));
			events.add(event);
			if (kind.endsWith("GONE")) {
				of(this.vanished, list).add(id);
			}
			else {
				of(this.vanished, list).remove(id);
			}
		}
		addUnited(events);
	}

	/** What one member did in both lists is one event if it is of one kind. */
	private void addUnited(List<ExpectedEvent> ofMember) {
		Map<String, ExpectedEvent> byKind = new TreeMap<>();
		ofMember.forEach((event) -> byKind.merge(event.kind(), event, ExpectedEvent::and));
		this.events.addAll(byKind.values());
	}

	private Map<String, Relation> of(MemberList list) {
		return of(this.open, list);
	}

	private static <T> T of(Map<MemberList, T> byList, MemberList list) {
		return Objects.requireNonNull(byList.get(list));
	}

	/**
	 * A member of a list, until it is certain that it is none.
	 *
	 * @param shown the last sync that showed the member
	 * @param missed the first after it that did not
	 */
	private record Relation(String username, Span shown, @Nullable Span missed) {
	}

	/** A sync that counts; it walked the lists after one time and before another. */
	record Span(String id, Instant from, Instant to) {
	}

}
