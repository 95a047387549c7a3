package io.followsync.gateway.capacity;

import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldRequestTests {

	private final HeldRequest held = new HeldRequest();

	@Test
	void keepsACopyOfTheBody() {
		LastHttpContent body = new DefaultLastHttpContent(Unpooled.buffer().writeZero(1));

		assertThat(this.held.add(request(0))).isTrue();
		assertThat(this.held.add(body)).isTrue();

		assertThat(body.refCnt()).isZero();
		assertThat(this.held.take()).hasSize(2);
		assertThat(this.held.take()).isEmpty();
	}

	@Test
	void keepsNoMoreHeadersThanBrowsersSend() {
		assertThat(this.held.add(request(40))).isTrue();
		assertThat(new HeldRequest().add(request(41))).isFalse();
	}

	@Test
	void countsTheHeadersBehindABody() {
		this.held.add(request(20));
		LastHttpContent end = new DefaultLastHttpContent(Unpooled.buffer());
		fill(end.trailingHeaders(), 21);

		assertThat(this.held.add(end)).isFalse();
		assertThat(end.refCnt()).isZero();
	}

	@Test
	void countsTheTextOfHeaders() {
		HttpRequest request = request(1);
		request.headers().set("b", "c".repeat(4_000));

		assertThat(this.held.add(request)).isFalse();
	}

	private static HttpRequest request(int headers) {
		HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
		fill(request.headers(), headers);
		return request;
	}

	private static void fill(HttpHeaders headers, int count) {
		IntStream.range(0, count).forEach((n) -> headers.add("a", "b"));
	}

}
