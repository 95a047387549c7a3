package io.followsync.simulator.friendships;

import java.util.List;
import java.util.stream.Stream;

import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.request.ApiRequest;
import io.followsync.simulator.request.RequestPipeline;
import io.followsync.simulator.response.ApiResponse;
import io.followsync.simulator.response.Rejection;
import io.followsync.simulator.state.Endpoint;
import io.followsync.simulator.state.StateStore;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The endpoints of the lists and friendships, with and without a trailing slash. */
@Configuration(proxyBeanMethods = false)
record FriendshipEndpoints(RequestPipeline pipeline, StateStore store) {

	private static final int MAX_IDS = 200;

	@Bean
	RouterFunction<ServerResponse> friendshipRoutes() {
		RouterFunctions.Builder routes = RouterFunctions.route();
		for (String slash : List.of("", "/")) {
			routes
				.GET("/api/v1/friendships/{id:\\d{1,18}}/followers" + slash,
						(request) -> list(ListKind.FOLLOWERS, request))
				.GET("/api/v1/friendships/{id:\\d{1,18}}/following" + slash,
						(request) -> list(ListKind.FOLLOWING, request))
				.GET("/api/v1/friendships/show/{id:\\d{1,18}}" + slash, this::show)
				.POST("/api/v1/friendships/show_many" + slash, this::showMany);
		}
		return routes.build();
	}

	private Mono<ServerResponse> list(ListKind list, ServerRequest request) {
		PageQuery query = PageQuery.read(list, request);
		int pageSize = this.store.population(query.target()).map((known) -> known.spec().pageSize(list)).orElse(1);
		return this.pipeline
			.handle(request, query.request(pageSize),
					(admission, shape) -> Mono.fromSupplier(() -> this.store.population(query.target())
						.map((population) -> page(new PageBuilder(population, query, admission).page(shape), query))
						.orElseGet(() -> Rejection.NO_SUCH_USER.response(request.path()))));
	}

	private static ApiResponse page(ListPage page, PageQuery query) {
		if (query.isLook()) {
			return ApiResponse.ok(page);
		}
		return ApiResponse.ok(page, page.hasMore() ? ApiResponse.Delivery.PAGE : ApiResponse.Delivery.LAST_PAGE);
	}

	private Mono<ServerResponse> show(ServerRequest request) {
		long person = Long.parseLong(request.pathVariable("id"));
		return this.pipeline.handle(request, ApiRequest.to(Endpoint.SHOW, person),
				(admission,
						shape) -> Mono.just(new Friendships(this.store, admission.viewer()).with(person)
							.map(ApiResponse::ok)
							.orElseGet(() -> Rejection.NO_SUCH_USER.response(request.path()))));
	}

	private Mono<ServerResponse> showMany(ServerRequest request) {
		return this.pipeline.handle(request, ApiRequest.to(Endpoint.SHOW_MANY, null),
				(admission, shape) -> request.formData()
					.map((form) -> statuses(admission, String.valueOf(form.getFirst("user_ids")))));
	}

	private ApiResponse statuses(StateStore.Admission admission, String userIds) {
		if (!userIds.matches("\\d{1,18}(,\\d{1,18}){0," + (MAX_IDS - 1) + "}")) {
			return Rejection.BAD_FORM.response("");
		}
		List<Long> people = Stream.of(userIds.split(",")).map(Long::valueOf).toList();
		return ApiResponse.ok(new Friendships(this.store, admission.viewer()).statuses(people));
	}

}
