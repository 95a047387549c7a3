package io.followsync.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ReadAnswersTests {

	private final ByteBuf buffer = Unpooled.copiedBuffer("text", StandardCharsets.US_ASCII);

	@Test
	void releasesAnUnreadAnswer() {
		answer(MediaType.TEXT_PLAIN);
		assertThat(this.buffer.refCnt()).isZero();
	}

	@Test
	void keepsAnAnswerReadable() {
		assertThat(answer(MediaType.TEXT_PLAIN).bodyToMono(String.class).block()).isEqualTo("text");
	}

	@Test
	void leavesAStreamToItsReader() {
		ClientResponse stream = answer(MediaType.TEXT_EVENT_STREAM);
		assertThat(this.buffer.refCnt()).isOne();
		stream.releaseBody().block();
	}

	private ClientResponse answer(MediaType type) {
		ClientResponse received = ClientResponse.create(HttpStatus.OK)
			.header(HttpHeaders.CONTENT_TYPE, type.toString())
			.body(Flux.just(new NettyDataBufferFactory(ByteBufAllocator.DEFAULT).wrap(this.buffer)))
			.build();
		return new ReadAnswers()
			.filter(ClientRequest.create(HttpMethod.GET, URI.create("/")).build(), (request) -> Mono.just(received))
			.block();
	}

}
