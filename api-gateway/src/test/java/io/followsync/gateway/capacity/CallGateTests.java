package io.followsync.gateway.capacity;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.followsync.gateway.edge.ClientAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallGateTests {

	private static final int MAX = 8;

	private static final int MAX_PER_CLIENT = 2;

	private static final AttributeKey<String> ADDRESS = AttributeKey.valueOf("address");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CallSlots slots = new CallSlots(new Capacity(new Capacity.MemoryPlan(100, MAX, 1, 1), null),
			this.meters);

	private final ClientAddress addresses = ClientAddress.behind(1);

	// Of one address.
	private final List<EmbeddedChannel> clients = clients("10.0.0.1", 5);

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
		this.clients.subList(0, MAX_PER_CLIENT).forEach(CallGateTests::ask);
		// Without a byte in it, it is kept as it is.
		LastHttpContent body = new DefaultLastHttpContent(Unpooled.buffer());
		this.clients.get(2).writeInbound(request(this.clients.get(2), HttpMethod.POST), body);
		assertThat(body.refCnt()).isOne();

		this.clients.get(2).close();

		assertThat(body.refCnt()).isZero();
	}

	@Test
	void addressesTakeTurns() {
		List<EmbeddedChannel> crowd = IntStream.rangeClosed(1, 4)
			.mapToObj((n) -> clients("10.0.1." + n, MAX_PER_CLIENT))
			.flatMap(List::stream)
			.toList();
		crowd.forEach((client) -> ask(client));
		assertThat(crowd).allMatch(CallGateTests::isServed);
		this.clients.forEach(CallGateTests::ask);
		EmbeddedChannel single = clients("10.0.0.2", 1).get(0);
		ask(single);
		assertThat(isServed(single)).isFalse();

		respond(crowd.get(0));
		respond(crowd.get(1));
		runAll();
		single.runPendingTasks();

		assertThat(isServed(single)).isTrue();
		assertThat(this.clients).map(CallGateTests::isServed).containsExactly(true, false, false, false, false);
	}

	@Test
	void anAddressHasNoMoreThanAQuarter() {
		this.clients.forEach(CallGateTests::ask);
		EmbeddedChannel other = clients("10.0.0.2", 1).get(0);

		ask(other);

		assertThat(isServed(other)).isTrue();
		assertThat(waiting()).isEqualTo(3);
	}

	@Test
	void refusesACallThatHasWaitedForTenSeconds() {
		this.clients.forEach(CallGateTests::ask);
		EmbeddedChannel waiting = this.clients.get(4);
		waiting.advanceTimeBy(10, TimeUnit.SECONDS);
		waiting.runScheduledPendingTasks();

		assertRefused(waiting);
		assertThat(waiting()).isEqualTo(2);
	}

	@Test
	void refusesWhatIsTooLargeToBeKeptMeanwhile() {
		this.clients.forEach(CallGateTests::ask);
		EmbeddedChannel uploading = clients("10.0.0.1", 1).get(0);
		HttpContent body = new DefaultHttpContent(Unpooled.buffer().writeZero(5000));

		uploading.writeInbound(request(uploading, HttpMethod.POST), body);

		assertRefused(uploading);
		assertThat(body.refCnt()).isZero();
	}

	@Test
	void refusesTwoRequestsAtOnceFromWhomWaits() {
		this.clients.forEach(CallGateTests::ask);
		ask(this.clients.get(4));
		assertRefused(this.clients.get(4));
	}

	@Test
	void refusesWhoeverWaitsAtTheEnd() {
		this.clients.forEach(CallGateTests::ask);
		this.slots.close();
		runAll();
		assertRefused(this.clients.get(2));
		EmbeddedChannel late = clients("10.0.0.1", 1).get(0);
		ask(late);
		late.runPendingTasks();
		assertRefused(late);
	}

	@Test
	void aCallThatLeavesWhileItIsAdmittedGivesItsSlotBack() {
		this.clients.subList(0, 3).forEach(CallGateTests::ask);
		respond(this.clients.get(0));
		// Before the task that admits it has run; close() would run it first.
		this.clients.get(2).pipeline().removeFirst();
		runAll();
		assertThat(open()).isOne();
		respond(this.clients.get(1));
		assertThat(open()).isZero();
	}

	@Test
	void rejectsMoreHeadersThanAnyClientSends() {
		EmbeddedChannel client = this.clients.get(0);
		client.writeInbound(request(client, 101), LastHttpContent.EMPTY_LAST_CONTENT);

		assertAnswered(client, HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
		assertThat(isServed(client)).isFalse();
		assertThat(open()).isZero();
	}

	@Test
	void answersNoSuchHeadBeforeTheRequestsAheadOfIt() {
		EmbeddedChannel client = this.clients.get(0);
		ask(client);
		client.writeInbound(request(client, 101));

		assertThat(client.outboundMessages()).isEmpty();
		assertThat(client.isOpen()).isFalse();
		assertThat(open()).isZero();
	}

	private List<EmbeddedChannel> clients(String address, int count) {
		return IntStream.range(0, count).mapToObj((n) -> {
			EmbeddedChannel client = new EmbeddedChannel(new CallGate(this.slots, this.addresses));
			client.attr(ADDRESS).set(address);
			return client;
		}).toList();
	}

	private static void assertRefused(EmbeddedChannel client) {
		HttpResponse response = assertAnswered(client, HttpResponseStatus.SERVICE_UNAVAILABLE);
		assertThat(response.headers().getInt("Retry-After")).isEqualTo(5);
	}

	private static HttpResponse assertAnswered(EmbeddedChannel client, HttpResponseStatus status) {
		HttpResponse response = client.readOutbound();
		assertThat(response.status()).isEqualTo(status);
		assertThat(client.isOpen()).isFalse();
		return response;
	}

	private double open() {
		return this.meters.get("followsync.calls.open").gauge().value();
	}

	private double waiting() {
		return this.meters.get("followsync.calls.waiting").gauge().value();
	}

	private void runAll() {
		this.clients.forEach(EmbeddedChannel::runPendingTasks);
	}

	private static void ask(EmbeddedChannel client) {
		client.writeInbound(request(client, HttpMethod.GET), LastHttpContent.EMPTY_LAST_CONTENT);
	}

	private static HttpRequest request(EmbeddedChannel client, HttpMethod method) {
		HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/");
		request.headers().set(ClientAddress.FORWARDED_FOR, client.attr(ADDRESS).get());
		return request;
	}

	private static HttpRequest request(EmbeddedChannel client, int headers) {
		HttpRequest request = request(client, HttpMethod.GET);
		while (request.headers().size() < headers) {
			request.headers().add("a", "b");
		}
		return request;
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
