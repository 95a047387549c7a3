package io.followsync.simulator.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

import io.followsync.simulator.request.ApiRequest;
import io.followsync.simulator.request.RequestPipeline;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;
import io.followsync.simulator.state.Endpoint;
import io.followsync.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The endpoints of profiles, of "who am I" and of both GraphQL APIs, each with and
 * without a trailing slash.
 */
@Configuration(proxyBeanMethods = false)
record ProfileEndpoints(RequestPipeline pipeline, StateStore store) {

	private static final int MAX_FOUND = 20;

	@Bean
	RouterFunction<ServerResponse> profileRoutes() {
		RouterFunctions.Builder routes = RouterFunctions.route();
		for (String slash : List.of("", "/")) {
			routes.GET("/api/v1/users/{id:\\d{1,18}}/info" + slash, this::userInfo)
				.GET("/api/v1/users/web_profile_info" + slash, this::webProfileInfo)
				.GET("/api/v1/accounts/edit/web_form_data" + slash, this::webFormData)
				.GET("/api/v1/accounts/current_user" + slash, this::currentUser)
				.GET("/graphql/query" + slash, this::queryRetiredGraphQl)
				.POST("/graphql/query" + slash, this::queryGraphQl)
				.GET("/web/search/topsearch" + slash, this::search);
		}
		return routes.build();
	}

	private Mono<ServerResponse> userInfo(ServerRequest request) {
		long id = Long.parseLong(request.pathVariable("id"));
		return handle(request, Endpoint.USER_INFO, id,
				(viewer) -> profile(id, viewer).map(Profile.UserInfo::of)
					.map(ApiResponse::ok)
					.orElseGet(() -> Rejection.NO_SUCH_USER.response(request.path())));
	}

	private Mono<ServerResponse> webProfileInfo(ServerRequest request) {
		long id = accountNamed(request.queryParam("username").orElse(""));
		return handle(request, Endpoint.WEB_PROFILE_INFO, id,
				(viewer) -> this.store.population(id)
					.map((account) -> ApiResponse.ok(Profile.WebProfile.of(Profile.of(account))))
					.orElseGet(() -> ApiResponse.json(200, """
							{"data":{"user":null},"status":"ok"}""")));
	}

	private Mono<ServerResponse> webFormData(ServerRequest request) {
		return handle(request, Endpoint.WEB_FORM_DATA, null,
				(viewer) -> ApiResponse.ok(Profile.WebForm.of(ownProfile(viewer))));
	}

	private Mono<ServerResponse> currentUser(ServerRequest request) {
		return handle(request, Endpoint.CURRENT_USER, null,
				(viewer) -> ApiResponse.ok(Profile.UserInfo.of(ownProfile(viewer))));
	}

	private Mono<ServerResponse> search(ServerRequest request) {
		String name = request.queryParam("query").orElse("").toLowerCase(Locale.ROOT);
		return handle(request, Endpoint.SEARCH, accountNamed(name),
				(viewer) -> ApiResponse.ok(Profile.TopSearch.of(findByPrefix(name))));
	}

	private Mono<ServerResponse> queryRetiredGraphQl(ServerRequest request) {
		String hash = request.queryParam("query_hash").orElse("");
		if (hash.equals(GraphQlApi.Retired.WHO_AM_I)) {
			return handle(request, Endpoint.GRAPHQL, null, (viewer) -> GraphQlApi.Retired.viewer(ownProfile(viewer)));
		}
		long target = GraphQlApi.idIn(request.queryParam("variables").orElse(""));
		return handle(request, Endpoint.GRAPHQL, target,
				(viewer) -> GraphQlApi.Retired.list(hash, this.store.population(target).orElse(null)));
	}

	private Mono<ServerResponse> queryGraphQl(ServerRequest request) {
		return request.formData()
			.map((form) -> GraphQlApi.read(form.getFirst("doc_id"), form.getFirst("variables")))
			.flatMap((query) -> handle(request, Endpoint.GRAPHQL, target(query), (viewer) -> respond(query, viewer)));
	}

	private long target(GraphQlApi.Query query) {
		return switch (query) {
			case GraphQlApi.ProfileById byId -> byId.id();
			case GraphQlApi.NameSearch search -> accountNamed(search.name());
			case GraphQlApi.UnknownDocument ignored -> GraphQlApi.NOBODY;
		};
	}

	private ApiResponse respond(GraphQlApi.Query query, long viewer) {
		return switch (query) {
			case GraphQlApi.ProfileById byId -> GraphQlApi.profile(profile(byId.id(), viewer), ownProfile(viewer));
			case GraphQlApi.NameSearch search -> GraphQlApi.searchResults(findByPrefix(search.name()));
			case GraphQlApi.UnknownDocument ignored -> GraphQlApi.unknownDocument();
		};
	}

	private Mono<ServerResponse> handle(ServerRequest request, Endpoint endpoint, @Nullable Long target,
			LongFunction<ApiResponse> response) {
		return this.pipeline.handle(request, ApiRequest.to(endpoint, target),
				(admission, shape) -> Mono.just(response.apply(admission.viewer())));
	}

	private long accountNamed(String username) {
		return this.store.accountNamed(username).orElse(GraphQlApi.NOBODY);
	}

	private List<Profile> findByPrefix(String name) {
		return name.isEmpty() ? List.of()
				: this.store.accountsByPrefix(name, MAX_FOUND).stream().map(Profile::of).toList();
	}

	private Profile ownProfile(long viewer) {
		return Profile.ofViewer(viewer, this.store.population(viewer));
	}

	/** The profile of an account, or of a person in the viewer's lists. */
	private Optional<Profile> profile(long id, long viewer) {
		return this.store.population(id)
			.map(Profile::of)
			.or(() -> this.store.population(viewer).flatMap((population) -> population.member(id)).map(Profile::of));
	}

}
