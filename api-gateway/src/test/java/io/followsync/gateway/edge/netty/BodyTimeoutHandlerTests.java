package io.followsync.gateway.edge.netty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** The timeout is 20 s, then 1,000 bytes a second. The tests move the time. */
class BodyTimeoutHandlerTests {

	private static final BodyProgress.Limit LIMIT = new BodyProgress.Limit(Duration.ofSeconds(20),
			DataSize.ofBytes(1000));

	private long now = 1;

	private final EmbeddedChannel channel = new EmbeddedChannel(new BodyTimeoutHandler(LIMIT, () -> this.now));

	@BeforeEach
	void freeze() {
		this.channel.freezeTime();
		this.channel.config().setAutoRead(false);
	}

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void answers408WhenABodyStops() {
		request();
		this.channel.read();
		pass(20);
		assertThat(this.channel.isOpen()).isTrue();
		pass(2);
		assertRequestTimeout();
	}

	@Test
	void answers408WhenABodyIsTooSlow() {
		request();
		for (int second = 0; second < 25 && this.channel.isOpen(); second++) {
			this.channel.read();
			content(1);
			this.channel.read();
			pass(1);
		}
		assertRequestTimeout();
	}

	@Test
	void acceptsASlowBodyAtTheMinimumRate() {
		request();
		for (int second = 0; second < 600; second++) {
			this.channel.read();
			pass(1);
			content(1000);
		}
		this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
		pass(100);
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void ignoresTimeInWhichTheServerReadsNothing() {
		request();
		this.channel.read();
		content(1);
		pass(3600);
		assertThat(this.channel.isOpen()).isTrue();
		this.channel.read();
		pass(22);
		assertRequestTimeout();
	}

	@Test
	void closesWhenAResponseHasBegun() {
		request();
		this.channel.read();
		this.channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
		this.channel.readOutbound();
		pass(22);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat((Object) this.channel.readOutbound()).isNull();
	}

	@Test
	void closesWhenAnEarlierRequestIsUnanswered() {
		request();
		this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
		request();
		this.channel.read();
		pass(22);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat((Object) this.channel.readOutbound()).isNull();
	}

	@Test
	void closesWhenAnAnsweredRequestDoesNotEnd() {
		request();
		this.channel.writeOutbound(answer());
		for (int second = 0; second < 22 && this.channel.isOpen(); second++) {
			this.channel.read();
			content(1_000_000);
			pass(1);
		}
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void keepsConnectionsWithoutAnOpenBody() {
		request();
		this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
		this.channel.read();
		pass(3600);
		this.channel.writeOutbound(answer());
		pass(3600);
		assertThat(this.channel.isOpen()).isTrue();
	}

	private void request() {
		this.channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
	}

	private void content(int bytes) {
		this.channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
	}

	private static FullHttpResponse answer() {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
	}

	private void pass(int seconds) {
		for (int second = 0; second < seconds && this.channel.isOpen(); second++) {
			this.now += TimeUnit.SECONDS.toNanos(1);
			this.channel.advanceTimeBy(1, TimeUnit.SECONDS);
			this.channel.runScheduledPendingTasks();
		}
	}

	private void assertRequestTimeout() {
		FullHttpResponse answer = this.channel.readOutbound();
		assertThat(answer).isNotNull();
		assertThat(answer.status()).isEqualTo(HttpResponseStatus.REQUEST_TIMEOUT);
		assertThat(this.channel.isOpen()).isFalse();
	}

}
