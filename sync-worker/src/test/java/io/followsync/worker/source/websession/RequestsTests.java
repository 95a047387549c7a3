package io.followsync.worker.source.websession;

import java.time.Duration;
import java.util.Map;

import io.followsync.credential.WebSession;
import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.ListReader.SessionCheck;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class RequestsTests {

	private static final String EMPTY_PAGE = "{\"users\":[],\"status\":\"ok\"}";

	private final FakeInstagram instagram = new FakeInstagram();

	@AfterEach
	void stop() {
		this.instagram.close();
	}

	@Test
	void requestsFollowersLikeInstagramsOwnPage() {
		this.instagram.answersJson(EMPTY_PAGE);
		ask(this.instagram.reader(), ListKind.FOLLOWERS, null);
		assertThat(this.instagram.last().uri())
			.isEqualTo("/api/v1/friendships/5012345678/followers/?count=50&search_surface=follow_list_page");
	}

	@Test
	void requestsFollowingWithoutSearchSurface() {
		this.instagram.answersJson(EMPTY_PAGE);
		ask(this.instagram.reader("page-size", "12"), ListKind.FOLLOWING, null);
		assertThat(this.instagram.last().uri()).isEqualTo("/api/v1/friendships/5012345678/following/?count=12");
	}

	@Test
	void lookRequestsOneRow() {
		this.instagram.answersJson("{\"users\":[],\"follow_ranking_token\":\"0f|42|osr\",\"status\":\"ok\"}");
		assertThat(this.instagram.reader("page-size", "12").look().block(Duration.ofSeconds(10)))
			.isEqualTo(new Answer.Delivered<>(new SessionCheck(new AccountId(42))));
		assertThat(this.instagram.last().uri()).isEqualTo("/api/v1/friendships/5012345678/following/?count=1");
	}

	@Test
	void whoAmIUsesTheOldApiWithoutRestHeaders() {
		this.instagram.answersJson("{\"data\":{\"user\":{\"id\":\"42\",\"username\":\"x\"}},\"status\":\"ok\"}");
		assertThat(this.instagram.reader().whoAmI().block(Duration.ofSeconds(10)))
			.isEqualTo(new Answer.Delivered<>(new SessionCheck(new AccountId(42), "x")));
		assertThat(this.instagram.last().uri())
			.isEqualTo("/graphql/query/?query_hash=d6f4427fbe92d846298cf93df0b937d3&variables=%7B%7D");
		assertThat(this.instagram.last().headers().names()).doesNotContain("X-IG-WWW-Claim", "X-Requested-With")
			.contains("X-IG-App-ID");
		assertThat(this.instagram.last().cookies()).containsEntry("ds_user_id", "5012345678");
	}

	@Test
	void requestsARelationByMemberId() {
		this.instagram.answersJson("{\"following\":true,\"followed_by\":false,\"blocking\":false,\"status\":\"ok\"}");
		assertThat(this.instagram.reader().relation(9007199254740993L).block(Duration.ofSeconds(10)))
			.isEqualTo(new Answer.Delivered<>(new Relation(true, false)));
		assertThat(this.instagram.last().uri()).isEqualTo("/api/v1/friendships/show/9007199254740993/");
	}

	@Test
	void encodesEveryReservedCharacterOfACursor() {
		this.instagram.answersJson(EMPTY_PAGE);
		ask(this.instagram.reader(), ListKind.FOLLOWING, new Cursor("QVFD+/x=={a}%20 &b#?é"));
		assertThat(this.instagram.last().uri())
			.endsWith("?count=50&max_id=QVFD%2B%2Fx%3D%3D%7Ba%7D%2520%20%26b%23%3F%C3%A9");
	}

	@Test
	void sendsTheSessionAndTheHeadersOfTheWebPage() {
		this.instagram.answersJson(EMPTY_PAGE);
		ask(this.instagram.reader("user-agent", "Test Browser"), ListKind.FOLLOWERS, null);
		HttpHeaders headers = this.instagram.last().headers();
		assertThat(headers.getAll("Cookie")).hasSize(1);
		assertThat(this.instagram.last().cookies()).isEqualTo(Map.of("sessionid", "5012345678%3AsessionSECRETtwo%3A20",
				"csrftoken", "csrfSECRETone", "ds_user_id", "5012345678"));
		assertThat(headers.get("X-CSRFToken")).isEqualTo("csrfSECRETone");
		assertThat(headers.get("X-IG-App-ID")).isEqualTo("936619743392459");
		assertThat(headers.get("X-ASBD-ID")).isEqualTo("359341");
		assertThat(headers.get("X-Requested-With")).isEqualTo("XMLHttpRequest");
		assertThat(headers.get("Referer")).isEqualTo(this.instagram.address() + "/");
		assertThat(headers.get("Sec-Fetch-Site")).isEqualTo("same-origin");
		assertThat(headers.get("Sec-Fetch-Mode")).isEqualTo("cors");
		assertThat(headers.get("Sec-Fetch-Dest")).isEqualTo("empty");
		assertThat(headers.get("Accept")).isEqualTo("*/*");
		assertThat(headers.get("Accept-Encoding")).contains("gzip");
		assertThat(headers.getAll("User-Agent")).containsExactly("Test Browser");
	}

	@Test
	void sendsAnUnencodedSessionIdUnchanged() {
		this.instagram.answersJson(EMPTY_PAGE);
		ask(this.instagram.reader(new WebSession("csrf", "42:abc+/=~:9")), ListKind.FOLLOWERS, null);
		assertThat(this.instagram.last().cookies()).containsEntry("sessionid", "42:abc+/=~:9")
			.containsEntry("ds_user_id", "42");
	}

	@Test
	void sendsTheClaimThatInstagramLastSet() {
		WebSessionReader reader = this.instagram.reader();
		this.instagram.answers((request, response) -> response.header("x-ig-set-www-claim", "hmac.AR3x-_9")
			.header("Set-Cookie", "rur=\"NHA\\0545012345678\"; path=/")
			.sendString(Mono.just(EMPTY_PAGE)));
		ask(reader, ListKind.FOLLOWERS, null);
		assertThat(this.instagram.last().headers().get("X-IG-WWW-Claim")).isEqualTo("0");
		this.instagram.answersJson(EMPTY_PAGE);
		ask(reader, ListKind.FOLLOWERS, null);
		ask(reader, ListKind.FOLLOWERS, null);
		assertThat(this.instagram.last().headers().getAll("X-IG-WWW-Claim")).containsExactly("hmac.AR3x-_9");
	}

	@Test
	void sharesNothingBetweenSessions() {
		this.instagram.answers((request, response) -> response.header("x-ig-set-www-claim", "claim-of-the-first")
			.header("Set-Cookie", "csrftoken=set-for-the-first; path=/")
			.sendString(Mono.just(EMPTY_PAGE)));
		ask(this.instagram.reader(), ListKind.FOLLOWERS, null);
		ask(this.instagram.reader(new WebSession("other", "43%3Aother")), ListKind.FOLLOWERS, null);
		assertThat(this.instagram.last().headers().toString()).doesNotContain("first").doesNotContain("SECRET");
		assertThat(this.instagram.last().cookies())
			.isEqualTo(Map.of("sessionid", "43%3Aother", "csrftoken", "other", "ds_user_id", "43"));
	}

	@Test
	void readsACompressedResponse() {
		this.instagram.answersJson("{\"users\":[" + row(1) + "]," + "\"padding\":\"" + "x".repeat(100_000) + "\"}");
		assertThat(ask(this.instagram.reader(), ListKind.FOLLOWERS, null)).isInstanceOf(Answer.Delivered.class);
	}

	@Test
	void timesEachRequestByCallAndOutcome() {
		WebSessionReader reader = this.instagram.reader();
		this.instagram.answersJson(EMPTY_PAGE);
		ask(reader, ListKind.FOLLOWERS, new Cursor("cursor"));
		this.instagram.answers(429, "text/plain", "");
		ask(reader, ListKind.FOLLOWING, null);
		reader.declaredCounts().block(Duration.ofSeconds(10));
		assertThat(this.instagram.meters().find("followsync.instagram.request.duration").timers())
			.filteredOn((timer) -> timer.count() > 0)
			.extracting((timer) -> timer.getId().toString())
			.containsExactlyInAnyOrder(meter("followers", "delivered"), meter("following", "throttled"),
					meter("profile", "throttled"));
	}

	private static String meter(String call, String outcome) {
		return "MeterId{name='followsync.instagram.request.duration', tags=[tag(call=" + call + "),tag(outcome="
				+ outcome + ")]}";
	}

	private static String row(long id) {
		return "{\"pk\":\"" + id + "\",\"username\":\"name" + id + "\"}";
	}

	private static Answer<Page> ask(WebSessionReader reader, ListKind list, @Nullable Cursor after) {
		Answer<Page> answer = reader.page(list, after).block(Duration.ofSeconds(10));
		assertThat(answer).isNotNull();
		return answer;
	}

}
