package io.followsync.simulator.exchange;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.followsync.simulator.faults.Effect;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.faults.PageShape;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.AnswerWriter;
import io.followsync.simulator.wire.Refusal;
import io.followsync.simulator.world.Admission;
import io.followsync.simulator.world.Event;
import io.followsync.simulator.world.Ledger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Takes every request through the same steps. It is counted first of all, and its answer
 * is in the audit before the first byte is sent.
 */
@Component
public final class Exchange {

	private final Ledger ledger;

	private final RequestReader reader;

	private final HangProperties hang;

	Exchange(Ledger ledger, HangProperties hang, Clock clock) {
		this.ledger = ledger;
		this.hang = hang;
		this.reader = new RequestReader(clock);
	}

	public Mono<ServerResponse> handle(ServerRequest request, Question question, Reply reply) {
		return this.ledger.arrive(this.reader.read(request, question))
			.flatMap((admission) -> answer(request, admission, reply).delayUntil((answer) -> pause(admission))
				.delayUntil((answer) -> audited(admission, answer))
				.flatMap((answer) -> response(request, admission, answer)));
	}

	private Mono<Answer> answer(ServerRequest request, Admission admission, Reply reply) {
		Refusal refusal = admission.refusal();
		if (refusal != null) {
			return Mono.just(refusal.answer(pathAndQuery(request)));
		}
		FaultKind fault = admission.fault();
		if (fault == null) {
			return reply.to(admission, PageShape.WHOLE);
		}
		String path = pathAndQuery(request);
		return switch (fault.effect()) {
			case Effect.Instead instead -> Mono.just(instead.answer().apply(path));
			case Effect.Silent ignored -> Mono.just(new Answer.Silence(this.hang.closesAfter()));
			case Effect.Spoilt spoilt -> reply.to(admission, PageShape.WHOLE).map(spoilt.spoil());
			case Effect.Reshaped reshaped -> reply.to(admission, reshaped.shape()).map(Answer::undelivered);
			case Effect.Shrinking ignored -> reply.to(admission, PageShape.WHOLE);
			case Effect.LoggingOut ignored -> Mono.just(Refusal.LOGGED_OUT.answer(path));
		};
	}

	private Mono<Long> pause(Admission admission) {
		Duration latency = this.ledger.population(admission.target())
			.or(() -> this.ledger.population(admission.viewer()))
			.map((population) -> population.spec().latency())
			.orElse(Duration.ZERO);
		return latency.isZero() ? Mono.empty() : Mono.delay(latency, Schedulers.parallel());
	}

	private Mono<Void> audited(Admission admission, Answer answer) {
		Event.RequestAnswered answered = admission.answeredWith(answer);
		return (answered != null) ? this.ledger.record(answered) : Mono.empty();
	}

	private static Mono<ServerResponse> response(ServerRequest request, Admission admission, Answer answer) {
		return ServerResponse.ok()
			.headers((headers) -> addInstagramHeaders(headers, request, admission))
			.build((exchange, context) -> AnswerWriter.write(answer, exchange));
	}

	private static void addInstagramHeaders(HttpHeaders headers, ServerRequest request, Admission admission) {
		headers.set("x-ig-capacity-level", "3");
		headers.set("x-ig-peak-time", "0");
		if (admission.refusal() == null) {
			headers.set("x-ig-set-www-claim", "hmac.simulated-" + admission.viewer());
			headers.add(HttpHeaders.SET_COOKIE,
					"rur=\"NHA\\054" + admission.viewer() + "\\0541790000000:01f7\"; Path=/; Secure; HttpOnly");
			String token = RequestReader.cookie(request, "csrftoken");
			if (!token.isEmpty()) {
				headers.add(HttpHeaders.SET_COOKIE, "csrftoken=" + token + "; Path=/; Secure");
			}
		}
	}

	private static String pathAndQuery(ServerRequest request) {
		URI uri = request.uri();
		return (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
	}

}
