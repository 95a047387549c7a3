package io.followsync.gateway.history.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.followsync.gateway.KeptAccountTest;
import io.followsync.gateway.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class EventTests extends KeptAccountTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void showsTheNewestFirstPageByPage() {
		this.kept.events(ACCOUNT, "FOLLOWED_YOU", 5);
		AnswerSeen first = get("/events?limit=2");
		assertThat(first.items()).extracting(EventSeen::seq).containsExactly(5L, 4L);
		AnswerSeen second = get("/events?limit=3&after=" + first.next());
		assertThat(second.items()).extracting(EventSeen::seq).containsExactly(3L, 2L, 1L);
		assertThat(second.next()).isNull();
	}

	@Test
	void saysBetweenWhichTimesItHappened() {
		this.kept.events(ACCOUNT, "RENAMED", 1);
		this.asOwner.get().uri(path("/events")).exchange().expectBody().json("""
				{"items": [{"seq": 1, "kind": "RENAMED", "key": "1", "username": "m1", "oldUsername": null,
				  "happened": {"after": "2026-11-20T08:10:00Z", "before": "2026-11-20T20:14:00Z"}}]}
				""");
	}

	@Test
	void showsOnlyTheKindsAskedFor() {
		this.kept.events(ACCOUNT, "FOLLOWED_YOU", 3);
		this.kept.events(ACCOUNT, "GONE", 2);
		this.kept.events(ACCOUNT, "FOLLOWED_YOU", 1);
		assertThat(get("/events?kinds=GONE").items()).extracting(EventSeen::seq).containsExactly(5L, 4L);
		AnswerSeen changes = get("/changes?kinds=GONE");
		assertThat(changes.items()).extracting(EventSeen::seq).containsExactly(4L, 5L);
		this.kept.events(ACCOUNT, "GONE", 1);
		assertThat(get("/changes?kinds=GONE&since=" + changes.next()).items()).extracting(EventSeen::seq)
			.containsExactly(7L);
	}

	@Test
	void goesOnBeyondManyEventsOfOtherKinds() {
		this.kept.events(ACCOUNT, "GONE", 1);
		this.kept.events(ACCOUNT, "FOLLOWED_YOU", 10_050);
		AnswerSeen first = get("/events?kinds=GONE");
		assertThat(first.items()).isEmpty();
		assertThat(get("/events?kinds=GONE&after=" + first.next()).items()).extracting(EventSeen::seq)
			.containsExactly(1L);
		AnswerSeen none = get("/changes?kinds=RENAMED");
		assertThat(none.more()).isTrue();
		assertThat(get("/changes?kinds=RENAMED&since=" + none.next()).more()).isFalse();
	}

	@Test
	void beginsWithWhatIsYetToCome() {
		this.kept.events(ACCOUNT, "GONE", 3);
		AnswerSeen now = get("/changes?since=now");
		assertThat(now.items()).isEmpty();
		this.kept.events(ACCOUNT, "GONE", 1);
		assertThat(get("/changes?since=" + now.next()).items()).extracting(EventSeen::seq).containsExactly(4L);
	}

	@Test
	void showsTheEventsOfOneMember() {
		this.kept.events(ACCOUNT, "FOLLOWED_YOU", 20);
		this.kept.events(ACCOUNT, "UNFOLLOWED_YOU", 20);
		AnswerSeen first = get("/events?member=7&limit=1");
		assertThat(first.items()).extracting(EventSeen::seq).containsExactly(27L);
		AnswerSeen second = get("/events?member=7&limit=1&after=" + first.next());
		assertThat(second.items()).extracting(EventSeen::seq).containsExactly(7L);
		assertThat(second.next()).isNull();
		assertThat(get("/events?member=7&kinds=FOLLOWED_YOU").items()).extracting(EventSeen::seq).containsExactly(7L);
	}

	@Test
	void answersNotModifiedUntilSomethingHappens() {
		this.kept.events(ACCOUNT, "GONE", 1);
		String tag = this.asOwner.get()
			.uri(path("/events"))
			.exchange()
			.returnResult(Void.class)
			.getResponseHeaders()
			.getETag();
		again(tag).expectStatus().isNotModified();
		this.kept.events(ACCOUNT, "GONE", 1);
		again(tag).expectStatus().isOk();
	}

	@Test
	void neverSkipsOrRepeatsWhileOthersWrite() {
		int writers = 4;
		int batches = 25;
		List<CompletableFuture<Void>> writing = new ArrayList<>();
		for (int writer = 0; writer < writers; writer++) {
			writing.add(CompletableFuture.runAsync(() -> {
				for (int batch = 1; batch <= batches; batch++) {
					this.kept.events(ACCOUNT, "FOLLOWED_YOU", 1 + batch % 3);
				}
			}));
		}
		CompletableFuture<Void> all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new))
			.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		List<Long> seen = new ArrayList<>();
		String since = "";
		boolean last = false;
		while (!last) {
			last = all.isDone();
			AnswerSeen changes;
			do {
				changes = get("/changes?limit=7" + since);
				changes.items().forEach((event) -> seen.add(event.seq()));
				since = "&since=" + changes.next();
			}
			while (changes.more());
		}
		all.join();
		long written = (long) row("SELECT event_seq FROM accounts").get("event_seq");
		assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, written).boxed().toList());
	}

	@Test
	void tellsStrangersNothing() {
		this.kept.keep(new UUID(0, 2), 77);
		for (String path : List.of("/events", "/changes")) {
			as(new UUID(0, 2), Scope.READ).get().uri(path(path)).exchange().expectStatus().isNotFound();
			as(OWNER, Scope.SYNC).get().uri(path(path)).exchange().expectStatus().isForbidden();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events?kinds=NOTHING", "/events?kinds=GONE,", "/events?limit=201", "/events?after=now",
			"/events?member=me", "/changes?since=x", "/changes?since=", "/changes?limit=-1" })
	void rejectsInvalidParameters(String rest) {
		this.asOwner.get()
			.uri(path(rest))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsTheCursorOfAnotherListOrOfOtherKinds() {
		this.kept.events(ACCOUNT, "GONE", 3);
		String back = get("/events?limit=1").next();
		for (String rest : List.of("/changes?since=" + back, "/events?kinds=GONE&after=" + back,
				"/events?member=1&after=" + back, "/activities?after=" + back,
				"/events?after=A" + back.substring(1) + "A")) {
			this.asOwner.get().uri(path(rest)).exchange().expectStatus().isBadRequest();
		}
	}

	private WebTestClient.ResponseSpec again(String tag) {
		return this.asOwner.get().uri(path("/events")).header("If-None-Match", tag).exchange();
	}

	private AnswerSeen get(String rest) {
		return this.asOwner.get()
			.uri(path(rest))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(AnswerSeen.class)
			.returnResult()
			.getResponseBody();
	}

	/** A page or changes as received. */
	record AnswerSeen(List<EventSeen> items, String next, Boolean more) {
	}

	/** An event as received. */
	record EventSeen(long seq) {
	}

}
