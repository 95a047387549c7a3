package io.followsync.gateway.capacity;

import java.util.List;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallGateTests {

	private static final int MAX = 2;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CallSlots slots = new CallSlots(new Capacity(new Capacity.MemoryPlan(100, MAX, 1, 1), null),
			this.meters);

	private final List<EmbeddedChannel> clients = IntStream.range(0, 5)
		.mapToObj((n) -> new EmbeddedChannel(new CallGate(this.slots)))
		.toList();

	@Test
	void admitsWaitingCallsInTheirOrderAsOthersEnd() {
		this.clients.forEach(CallGateTests::ask);
		assertThat(this.clients).map(CallGateTests::isServed).containsExactly(true, true, false, false, false);
		assertThat(waiting()).isEqualTo(3);

		respond(this.clients.get(1));
		runAll();
		assertThat(this.clients).map(CallGateTests::isServed).containsExactly(false, false, true, false, false);
		respond(this.clients.get(0));
		respond(this.clients.get(2));
		runAll();
		assertThat(this.clients).map(CallGateTests::isServed).containsExactly(false, false, false, true, true);
		assertThat(waiting()).isZero();
	}

	@Test
	void freesTheSlotOfAConnectionThatIsClosedOrGivenAway() {
		this.clients.forEach(CallGateTests::ask);
		this.clients.get(0).close();
		this.clients.get(1).pipeline().removeFirst();
		runAll();
		assertThat(isServed(this.clients.get(2))).isTrue();
		assertThat(isServed(this.clients.get(3))).isTrue();
	}

	@Test
	void forgetsAClientThatHangsUpWhileItWaits() {
		this.clients.forEach(CallGateTests::ask);
		EmbeddedChannel gone = this.clients.get(2);
		gone.close();
		assertThat(waiting()).isEqualTo(2);
		respond(this.clients.get(0));
		runAll();
		assertThat(isServed(this.clients.get(3))).isTrue();
	}

	@Test
	void keepsTheSlotWhileRequestsAreUnanswered() {
		EmbeddedChannel pipelining = this.clients.get(0);
		ask(pipelining);
		ask(pipelining);
		ask(this.clients.get(1));
		ask(this.clients.get(2));
		respond(pipelining);
		runAll();
		assertThat(isServed(this.clients.get(2))).isFalse();
		respond(pipelining);
		runAll();
		assertThat(isServed(this.clients.get(2))).isTrue();
	}

	@Test
	void countsNoInterimResponseAsTheEnd() {
		ask(this.clients.get(0));
		ask(this.clients.get(1));
		ask(this.clients.get(2));
		this.clients.get(0)
			.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
		runAll();
		assertThat(isServed(this.clients.get(2))).isFalse();
	}

	@Test
	void releasesWhatAClientThatHangsUpHasSent() {
		ask(this.clients.get(0));
		ask(this.clients.get(1));
		LastHttpContent body = new DefaultLastHttpContent(Unpooled.buffer().writeZero(1));
		this.clients.get(2).writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"), body);
		this.clients.get(2).close();
		assertThat(body.refCnt()).isZero();
	}

	private double waiting() {
		return this.meters.get("followsync.calls.waiting").gauge().value();
	}

	private void runAll() {
		this.clients.forEach(EmbeddedChannel::runPendingTasks);
	}

	private static void ask(EmbeddedChannel client) {
		client.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
				LastHttpContent.EMPTY_LAST_CONTENT);
	}

	// Whether a request has come through since it was asked the last time.
	private static boolean isServed(EmbeddedChannel client) {
		boolean served = client.inboundMessages().stream().anyMatch(HttpRequest.class::isInstance);
		client.inboundMessages().clear();
		return served;
	}

	private static void respond(EmbeddedChannel client) {
		client.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
	}

}
