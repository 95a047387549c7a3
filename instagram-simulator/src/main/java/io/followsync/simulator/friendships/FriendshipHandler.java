package io.followsync.simulator.friendships;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.exchange.Exchange;
import io.followsync.simulator.exchange.Question;
import io.followsync.simulator.faults.PageShape;
import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;
import io.followsync.simulator.wire.WireJson;
import io.followsync.simulator.world.Admission;
import io.followsync.simulator.world.Ledger;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Answers for lists and friendships. */
@Component
record FriendshipHandler(Exchange exchange, Ledger ledger) {

	private static final int MAX_IDS = 200;

	Mono<ServerResponse> followers(ServerRequest request) {
		return list(ListKind.FOLLOWERS, request);
	}

	Mono<ServerResponse> following(ServerRequest request) {
		return list(ListKind.FOLLOWING, request);
	}

	Mono<ServerResponse> show(ServerRequest request) {
		long person = Long.parseLong(request.pathVariable("id"));
		return this.exchange.handle(request, Question.about(Endpoint.SHOW, person),
				(admission,
						shape) -> Mono.just(new Friendships(this.ledger, admission.viewer()).with(person)
							.map(WireJson::answer)
							.orElseGet(() -> Refusal.NO_SUCH_USER.answer(request.path()))));
	}

	Mono<ServerResponse> showMany(ServerRequest request) {
		return this.exchange.handle(request, Question.about(Endpoint.SHOW_MANY, null),
				(admission, shape) -> request.formData()
					.map((form) -> statuses(admission, String.valueOf(form.getFirst("user_ids")))));
	}

	private Mono<ServerResponse> list(ListKind list, ServerRequest request) {
		PageQuery query = PageQuery.read(list, request);
		int pageSize = this.ledger.population(query.target()).map((known) -> known.spec().pageSize(list)).orElse(1);
		return this.exchange.handle(request, query.question(pageSize),
				(admission, shape) -> Mono.fromSupplier(() -> page(query, admission, shape, request.path())));
	}

	private Answer page(PageQuery query, Admission admission, PageShape shape, String path) {
		return this.ledger.population(query.target())
			.map((population) -> page(query, admission, shape, population))
			.orElseGet(() -> Refusal.NO_SUCH_USER.answer(path));
	}

	private static Answer page(PageQuery query, Admission admission, PageShape shape, Population population) {
		ListPage page = new PageMaker(population, query, admission).page(shape);
		return Answer.json(200, WireJson.bytes(page), query.isLook() ? Answer.Delivery.NOTHING : delivery(page));
	}

	private static Answer.Delivery delivery(ListPage page) {
		return page.hasMore() ? Answer.Delivery.PAGE : Answer.Delivery.LAST_PAGE;
	}

	private Answer statuses(Admission admission, String userIds) {
		if (!userIds.matches("\\d{1,18}(,\\d{1,18}){0," + (MAX_IDS - 1) + "}")) {
			return Refusal.BAD_FORM.answer("");
		}
		List<Long> people = Stream.of(userIds.split(",")).map(Long::valueOf).toList();
		Map<String, FriendshipStatus> statuses = new Friendships(this.ledger, admission.viewer()).statuses(people);
		return WireJson.answer(new Statuses(statuses, "ok", "200"));
	}

	/** The answer of {@code show_many}. */
	record Statuses(Map<String, FriendshipStatus> friendshipStatuses, String status, String statusCode) {
	}

}
