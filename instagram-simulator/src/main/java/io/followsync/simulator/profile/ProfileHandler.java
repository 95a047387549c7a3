package io.followsync.simulator.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.exchange.Exchange;
import io.followsync.simulator.exchange.Question;
import io.followsync.simulator.wire.Answer;
import io.followsync.simulator.wire.Refusal;
import io.followsync.simulator.wire.WireJson;
import io.followsync.simulator.world.Ledger;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Answers for profiles and for "who am I". */
@Component
record ProfileHandler(Exchange exchange, Ledger ledger) {

	private static final long NOBODY = DocumentQuery.NOBODY;

	private static final int MAX_FOUND = 20;

	Mono<ServerResponse> userInfo(ServerRequest request) {
		long id = Long.parseLong(request.pathVariable("id"));
		return this.exchange.handle(request, Question.about(Endpoint.USER_INFO, id), (admission, shape) -> {
			return Mono
				.just(profile(id, admission.viewer()).<Answer>map((profile) -> WireJson.answer(UserInfo.of(profile)))
					.orElseGet(() -> Refusal.NO_SUCH_USER.answer(request.path())));
		});
	}

	Mono<ServerResponse> webProfileInfo(ServerRequest request) {
		long id = request.queryParam("username").flatMap(this.ledger::accountNamed).orElse(NOBODY);
		return this.exchange.handle(request, Question.about(Endpoint.WEB_PROFILE_INFO, id),
				(admission,
						shape) -> Mono.just(this.ledger.population(id)
							.map((account) -> WireJson.answer(WebProfile.of(Profile.of(account))))
							.orElseGet(() -> Answer.json(200, """
									{"data":{"user":null},"status":"ok"}"""))));
	}

	Mono<ServerResponse> webFormData(ServerRequest request) {
		return ownProfile(request, Endpoint.WEB_FORM_DATA, (profile) -> WireJson.answer(WebForm.of(profile)));
	}

	Mono<ServerResponse> currentUser(ServerRequest request) {
		return ownProfile(request, Endpoint.CURRENT_USER, (profile) -> WireJson.answer(UserInfo.of(profile)));
	}

	Mono<ServerResponse> graph(ServerRequest request) {
		String hash = request.queryParam("query_hash").orElse("");
		if (hash.equals(LegacyGraph.WHO_AM_I)) {
			return ownProfile(request, Endpoint.GRAPHQL, LegacyGraph::viewer);
		}
		long target = DocumentQuery.idIn(request.queryParam("variables").orElse(""));
		return this.exchange.handle(request, Question.about(Endpoint.GRAPHQL, target),
				(admission, shape) -> Mono.just(LegacyGraph.list(hash, this.ledger.population(target).orElse(null))));
	}

	/** A query of the present GraphQL API, named by its document. */
	Mono<ServerResponse> document(ServerRequest request) {
		return request.formData()
			.map((form) -> DocumentQuery.read(form.getFirst("doc_id"), form.getFirst("variables")))
			.flatMap((query) -> this.exchange.handle(request, Question.about(Endpoint.GRAPHQL, target(query)),
					(admission, shape) -> Mono.just(answer(query, admission.viewer()))));
	}

	private long target(DocumentQuery query) {
		return switch (query) {
			case DocumentQuery.ProfileById byId -> byId.id();
			case DocumentQuery.NameSearch search -> this.ledger.accountNamed(search.name()).orElse(NOBODY);
			case DocumentQuery.Rotated ignored -> NOBODY;
		};
	}

	private Answer answer(DocumentQuery query, long viewer) {
		return switch (query) {
			case DocumentQuery.ProfileById byId -> DocumentGraph.profile(profile(byId.id(), viewer),
					Profile.ofViewer(viewer, this.ledger.population(viewer)));
			case DocumentQuery.NameSearch search -> DocumentGraph.search(named(search.name()));
			case DocumentQuery.Rotated ignored -> DocumentGraph.rotated();
		};
	}

	Mono<ServerResponse> search(ServerRequest request) {
		String name = request.queryParam("query").orElse("").toLowerCase(Locale.ROOT);
		return this.exchange.handle(request,
				Question.about(Endpoint.SEARCH, this.ledger.accountNamed(name).orElse(NOBODY)),
				(admission, shape) -> Mono.just(WireJson.answer(TopSearch.of(named(name)))));
	}

	private List<Profile> named(String beginning) {
		return beginning.isEmpty() ? List.of()
				: this.ledger.accountsNamedLike(beginning, MAX_FOUND).stream().map(Profile::of).toList();
	}

	private Optional<Profile> profile(long id, long viewer) {
		return this.ledger.population(id).map(Profile::of).or(() -> member(viewer, id));
	}

	private Mono<ServerResponse> ownProfile(ServerRequest request, Endpoint endpoint,
			Function<Profile, Answer> answer) {
		return this.exchange.handle(request, Question.about(endpoint, null), (admission, shape) -> Mono
			.just(answer.apply(Profile.ofViewer(admission.viewer(), this.ledger.population(admission.viewer())))));
	}

	private Optional<Profile> member(long viewer, long id) {
		return this.ledger.population(viewer).flatMap((population) -> population.member(id)).map(Profile::of);
	}

}
